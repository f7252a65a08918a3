#include "adapters/webhook_channel.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <charconv>
#include <chrono>
#include <deque>
#include <map>
#include <random>

#include "adapters/asker_name.h"
#include "adapters/cloudevents.h"
#include "adapters/credentials.h"
#include "adapters/household_name.h"
#include "adapters/http_client.h"
#include "adapters/json_text.h"
#include "adapters/json_writer.h"
#include "adapters/net.h"
#include "adapters/text_encoding.h"
#include "engine/full_stop.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {

namespace http = boost::beast::http;
namespace json = boost::json;
namespace ssl = boost::asio::ssl;
using std::chrono::steady_clock;

namespace {

/// So many persons and what they were told of are remembered, about 100 bytes each.
constexpr std::size_t kNewestMax = 200'000;

/// What became of a message is kept in so many bytes, of an echo that is wrong so many are shown.
constexpr std::size_t kDetailBytesMax = 200;
constexpr std::size_t kEchoShownBytes = 64;

// One message on its way.
struct Letter {
  EffectId id;
  std::string key;
  std::string area;
  std::string body;
  steady_clock::time_point begun = steady_clock::now();
  bool everyday = false;
  bool tells = false;
  // Of a correction or an all-clear: what of a later record makes it old, see newest below.
  std::vector<std::string> outdated_by{};
  std::uint32_t attempts = 0;
};

struct Verdict {
  enum class Kind { delivered, again, final } kind;
  std::string detail;
  std::chrono::seconds retry_after{0};
};

Verdict verdict_of(const ClientResponse& response) {
  const unsigned status = response.result_int();
  const std::string detail = "HTTP " + std::to_string(status);
  if (status / 100 == 2) return {Verdict::Kind::delivered, detail};
  const bool again = status == 408 || status == 425 || status == 429 || status / 100 == 5;
  Verdict verdict{again ? Verdict::Kind::again : Verdict::Kind::final, detail};
  const auto wait = response[http::field::retry_after];
  unsigned seconds = 0;
  std::from_chars(wait.data(), wait.data() + wait.size(), seconds);
  verdict.retry_after = std::chrono::seconds{std::min(seconds, 60U)};
  return verdict;
}

// A gateway that says where it has sent to must say what we said: anything else is a mistake that
// somebody has to hear of (failures.md, F07).
Verdict echo_of(const ClientResponse& response, const Letter& letter, bool required) {
  const auto document = parse_json(response.body());
  const json::value* echoed =
      document && document->is_object() ? document->get_object().if_contains("area") : nullptr;
  const bool told = echoed != nullptr && echoed->is_string();
  if (!told && !required) return verdict_of(response);
  if (!told) return {Verdict::Kind::final, "the gateway did not echo the area"};
  if (echoed->get_string() == letter.area) return verdict_of(response);
  return {Verdict::Kind::final, "the gateway echoed the area '" +
                                    std::string(first_of(echoed->get_string(), kEchoShownBytes)) +
                                    "', it was '" + letter.area + "'"};
}

const char* purpose_word(wire::SendMessage::Purpose purpose) {
  using Message = wire::SendMessage;
  if (purpose == Message::ASK) return "ask";
  if (purpose == Message::TELL) return "tell";
  if (purpose == Message::TEST) return "test";
  if (purpose == Message::SEND) return "send";
  return purpose == Message::ROUTINE ? "routine" : "call";
}

const wire::FactRef& subject_of(const wire::SendMessage& message) {
  if (message.purpose() == wire::SendMessage::ASK) return message.decision();
  return message.purpose() == wire::SendMessage::CALL ? message.obligation() : message.about();
}

// By key press or on the page: whoever answers "received" picks what was said.
json::array choices_json(const wire::SendMessage& message) {
  json::array choices;
  for (int i = 0; i < message.choices_size(); ++i)
    choices.push_back(
        {{"key", i + 1}, {"say_zh", message.choices(i).zh()}, {"say_en", message.choices(i).en()}});
  return choices;
}

// Standard Webhooks writes a secret as whsec_ and the key in base64; any other text is the key.
std::string key_of(const std::string& secret) {
  constexpr std::string_view kPrefix = "whsec_";
  if (!secret.starts_with(kPrefix)) return secret;
  return from_base64(std::string_view(secret).substr(kPrefix.size())).value_or(secret);
}

}  // namespace

class WebhookSender::Shared : public std::enable_shared_from_this<Shared> {
 public:
  Shared(net::io_context& io_context, WebhookTarget to, Link link_of, Report reported)
      : io(io_context),
        target(std::move(to)),
        link(std::move(link_of)),
        report(std::move(reported)),
        address(http_address(target.url)),
        signing_key(key_of(target.secret)),
        tls(ssl::context::tls_client),
        random(std::random_device()()) {
    tls.set_default_verify_paths();
    tls.set_verify_mode(ssl::verify_peer);
  }

  void enqueue(Lane lane, EffectId id, const wire::SendMessage& message);
  void put(Letter letter);

  net::io_context& io;
  WebhookTarget target;
  Link link;
  Report report;
  HttpAddress address;
  std::string signing_key;
  ssl::context tls;
  std::shared_ptr<const PlanInfo> plan;
  std::deque<Letter> queue;
  // By what it is about, the record of the newest letter: an all-clear that was held up must not
  // come after the word that it is not over, nor a correction after a new warning.
  std::map<std::string, std::uint64_t> newest;
  std::deque<Letter> everyday;  // tests and routines: when nobody is to be warned
  int senders = 0;
  bool stopped = false;
  bool calls_ended = false;
  WebhookCounts counts;
  std::minstd_rand random;  // for jitter only

 private:
  std::string body_of(Lane lane, const std::string& key, const wire::SendMessage& message) const;
  bool is_outdated(const Letter& letter) const {
    return std::any_of(letter.outdated_by.begin(), letter.outdated_by.end(),
                       [&](const std::string& about) {
                         const auto last = newest.find(about);
                         return last != newest.end() && last->second > letter.id.offset.value;
                       });
  }
  void settle(const Letter& letter, bool delivered, const std::string& detail);
  std::chrono::milliseconds pause_after(const Letter& letter, const Verdict& verdict);
  ClientRequest request_of(const Letter& letter) const;

  static net::awaitable<void> work(std::shared_ptr<Shared> self);
  static net::awaitable<void> put_later(std::shared_ptr<Shared> self, Letter letter,
                                        std::chrono::milliseconds pause);
  static net::awaitable<Verdict> attempt(std::shared_ptr<Shared> self, HttpConnection& connection,
                                         const Letter& letter);
};

std::string WebhookSender::Shared::body_of(Lane lane, const std::string& key,
                                           const wire::SendMessage& message) const {
  const Text mark = mark_of(lane);
  const Text end = end_mark_of(lane);
  const auto person = plan->people.find(message.person());
  const bool known = person != plan->people.end();
  const auto words = [&](const wire::Text& said) {
    if (message.purpose() == wire::SendMessage::ASK) return with_asker_name(*plan, from_wire(said));
    return with_household_name(*plan, message.area(), from_wire(said));
  };
  const Text headline = words(message.headline());
  const Text text = words(message.text());
  json::object body{{"id", key},
                    {"lane", to_string(lane)},
                    {"to",
                     {{"person", message.person()},
                      {"name", known ? person->second.name : message.person()},
                      {"phone", known ? person->second.phone : ""}}},
                    {"area", message.area()},
                    {"level", level_word(message.level())},
                    {"headline_zh", mark.zh + headline.zh},
                    {"headline_en", mark.en + headline.en},
                    {"text_zh", mark.zh + text.zh + end.zh},
                    {"text_en", mark.en + text.en + end.en}};
  body["purpose"] = purpose_word(message.purpose());
  if (message.purpose() == wire::SendMessage::TELL) {
    if (message.has_incident()) body["incident"] = ref_text(message.incident());
    return to_text(body);
  }
  const FactId about = from_wire(subject_of(message));
  const std::string answer_at = target.page_url + "/r/" + link(about, message.person());
  if (message.purpose() == wire::SendMessage::ASK) body["decision"] = to_string(about);
  if (message.purpose() == wire::SendMessage::SEND) body["need"] = to_string(about);
  if (message.purpose() == wire::SendMessage::CALL) {
    body["obligation"] = to_string(about);
    body["warning"] = ref_text(message.warning());
    body["rung"] = message.rung();
    body["wants_headcount"] = message.wants_headcount();
    if (!message.choices().empty()) body["choices"] = choices_json(message);
  }
  const Text whole = sentence(text);
  body["text_zh"] = mark.zh + whole.zh + "答复请点：" + answer_at + end.zh;
  body["text_en"] = mark.en + whole.en + " Answer here: " + answer_at + end.en;
  body["answer_at"] = answer_at;
  return to_text(body);
}

void WebhookSender::Shared::enqueue(Lane lane, EffectId id, const wire::SendMessage& message) {
  const bool later = message.purpose() == wire::SendMessage::TEST ||
                     message.purpose() == wire::SendMessage::ROUTINE;
  const std::size_t room = later ? kWebhookEverydayMax : kWebhookQueueMax;
  if (stopped || counts.owed >= room) return;  // still owed; sent at the next start
  const std::string key = std::string(to_string(lane)) + "-" + target.log_id +
                          target.branches.at(id.offset) + "-" + to_string(id);
  ++counts.owed;
  const bool tells = message.purpose() == wire::SendMessage::TELL;
  const std::string of_calls = "call " + message.person() + " " + message.area();
  // What is told without an incident, such as an inject, stands for itself: the next doesn't take
  // its place.
  const auto& told_of = message.has_incident() ? message.incident() : message.about();
  const std::string of_notices = "tell " + message.person() + " " + ref_text(told_of);
  if (newest.size() >= kNewestMax) newest.clear();
  if (!later) newest[tells ? of_notices : of_calls] = id.offset.value;
  put({.id = id,
       .key = key,
       .area = message.area(),
       .body = body_of(lane, key, message),
       .everyday = later,
       .tells = tells,
       .outdated_by = tells ? std::vector{of_calls, of_notices} : std::vector<std::string>{}});
}

void WebhookSender::Shared::put(Letter letter) {
  if (stopped) return;
  (letter.everyday ? everyday : queue).push_back(std::move(letter));
  if (senders == kWebhookSendersMax) return;
  ++senders;
  net::co_spawn(io, work(shared_from_this()), net::detached);
}

net::awaitable<void> WebhookSender::Shared::work(std::shared_ptr<Shared> self) {
  HttpConnection connection(self->tls, self->address);
  while (!(self->queue.empty() && self->everyday.empty()) && !self->stopped) {
    auto& first = self->queue.empty() ? self->everyday : self->queue;
    Letter letter = std::move(first.front());
    first.pop_front();
    if (self->calls_ended && !letter.tells) {
      self->settle(letter, false, "the exercise is over");
      continue;
    }
    if (self->is_outdated(letter)) {
      self->settle(letter, false, "a newer message to this person took its place");
      continue;
    }
    ++letter.attempts;
    ++self->counts.sent;
    const Verdict verdict = co_await attempt(self, connection, letter);
    const bool late = steady_clock::now() - letter.begun >= kWebhookGiveUpAfter;
    if (verdict.kind == Verdict::Kind::again && !late) {
      const auto pause = self->pause_after(letter, verdict);
      net::co_spawn(self->io, put_later(self, std::move(letter), pause), net::detached);
      continue;
    }
    self->settle(letter, verdict.kind == Verdict::Kind::delivered, verdict.detail);
  }
  --self->senders;
}

net::awaitable<void> WebhookSender::Shared::put_later(std::shared_ptr<Shared> self, Letter letter,
                                                      std::chrono::milliseconds pause) {
  net::steady_timer timer(self->io, pause);
  co_await timer.async_wait(kAsTuple);
  self->put(std::move(letter));
}

// Twice as long each time, of which a random half: a service that comes back is not met by
// everybody at once.
std::chrono::milliseconds WebhookSender::Shared::pause_after(const Letter& letter,
                                                             const Verdict& verdict) {
  const auto doublings = std::min(letter.attempts - 1, 16U);
  const auto full =
      std::min<std::chrono::milliseconds>(kWebhookPauseMin * (1LL << doublings), kWebhookPauseMax);
  const auto half = full / 2;
  const auto jitter =
      std::chrono::milliseconds{static_cast<std::int64_t>(random()) % (half.count() + 1)};
  return std::max<std::chrono::milliseconds>(half + jitter, verdict.retry_after);
}

void WebhookSender::Shared::settle(const Letter& letter, bool delivered,
                                   const std::string& detail) {
  --counts.owed;
  ++(delivered ? counts.delivered : counts.failed);
  wire::Event event;
  auto& told = *event.mutable_effect_reported();
  told.set_offset(letter.id.offset.value);
  told.set_index(letter.id.index);
  told.set_outcome(delivered ? wire::EffectReported::DELIVERED : wire::EffectReported::FAILED);
  told.set_attempts(letter.attempts);
  told.set_detail(std::string(first_of(detail, kDetailBytesMax)));
  report(std::move(event));
}

ClientRequest WebhookSender::Shared::request_of(const Letter& letter) const {
  ClientRequest request{http::verb::post, address.path, 11};
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch());
  const std::string timestamp = std::to_string(now.count());
  const std::string signed_text = letter.key + "." + timestamp + "." + letter.body;
  request.set(http::field::host, address.host);
  request.set(http::field::user_agent, "fenghuo");
  request.set(http::field::content_type, "application/json; charset=utf-8");
  request.set("Idempotency-Key", letter.key);
  request.set("webhook-id", letter.key);
  request.set("webhook-timestamp", timestamp);
  request.set("webhook-signature", "v1," + base64(hmac_sha256(signing_key, signed_text)));
  request.body() = letter.body;
  request.prepare_payload();
  return request;
}

net::awaitable<Verdict> WebhookSender::Shared::attempt(std::shared_ptr<Shared> self,
                                                       HttpConnection& connection,
                                                       const Letter& letter) {
  const auto outcome = co_await connection.exchange(self->request_of(letter), kWebhookAnswerMax);
  if (const auto* none = std::get_if<NoAnswer>(&outcome))
    co_return Verdict{Verdict::Kind::again, none->why};
  const auto& response = std::get<ClientResponse>(outcome);
  if (response.result_int() / 100 != 2) co_return verdict_of(response);
  co_return echo_of(response, letter, self->target.echo_required);
}

WebhookSender::WebhookSender(net::io_context& io, WebhookTarget target, Link link, Report report)
    : shared_(std::make_shared<Shared>(io, std::move(target), std::move(link), std::move(report))) {
}
WebhookSender::~WebhookSender() {
  stop();
}
WebhookCounts WebhookSender::counts() const {
  return shared_->counts;
}
void WebhookSender::set_plan(std::shared_ptr<const PlanInfo> plan) {
  shared_->plan = std::move(plan);
}
void WebhookSender::end_calls() {
  shared_->calls_ended = true;
}
void WebhookSender::stop() {
  shared_->stopped = true;
  shared_->queue.clear();
  shared_->everyday.clear();
}
void WebhookSender::enqueue(Lane lane, EffectId id, const wire::SendMessage& message) {
  shared_->enqueue(lane, id, message);
}

}  // namespace fenghuo::adapters
