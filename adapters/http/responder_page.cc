// /r/TOKEN: one person, and one obligation or one decision.
#include <boost/beast/http/verb.hpp>
#include <charconv>

#include "adapters/household_name.h"
#include "adapters/http/api.h"
#include "adapters/http/decision_page.h"
#include "adapters/http/everyday_page.h"
#include "adapters/http/household_page.h"
#include "adapters/http/plain_page.h"
#include "adapters/http/report_page.h"
#include "adapters/http/unit_page.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {

namespace http = boost::beast::http;

namespace {

// An errand has one sentence for both.
std::string warning(const PlanInfo& plan, const wire::StandingObligation& duty) {
  const Text headline = with_household_name(plan, duty.area(), from_wire(duty.headline()));
  const Text text = with_household_name(plan, duty.area(), from_wire(duty.text()));
  const std::string title = heading(duty.level(), headline);
  return text == headline ? title : title + "<p>" + both(text) + "</p>";
}

// "Received", or what was received: whoever has read the message picks the right one.
std::string received(const wire::StandingObligation& duty, const Text& words) {
  if (!duty.read_back()) return button("kind", "received", "", words);
  std::string out = "<fieldset><p>" +
                    both({"收到的是哪一件？请选一个", "What did you receive? Pick the right one"}) +
                    "</p>";
  for (int i = 0; i < duty.choices_size(); ++i)
    out += button("key", std::to_string(i + 1), "", {duty.choices(i).zh(), duty.choices(i).en()});
  return out + "</fieldset>";
}

std::string number_asked(const wire::StandingObligation& duty, bool by_household,
                         std::uint64_t once) {
  const std::string at_risk = std::to_string(duty.people_at_risk());
  const Text tick = by_household ? Text{"；请逐户打勾，光报人数不算办结",
                                        "; tick the households, a number alone ends nothing"}
                                 : Text{};
  return "<fieldset><input type=hidden name=once value=" + std::to_string(once) + "><label for=n>" +
         both({"已转移多少人？（应转移 " + at_risk + " 人" + tick.zh + "）",
               "How many were moved? (of " + at_risk + tick.en + ")"}) +
         "</label><input id=n name=people inputmode=numeric pattern=\"[0-9]*\" maxlength=6 "
         "autocomplete=off>" +
         button("kind", "moved", "main", {"已转移，报人数", "Moved: send the number"}) +
         "</fieldset>";
}

// Three things can be said. The number is asked for where people are to be moved.
std::string form(const wire::StandingObligation& duty, bool by_household, std::uint64_t once) {
  std::string out = begin_form();
  if (duty.wants_headcount()) {
    // Until somebody has answered the next is called: so that comes first, and the number after it.
    const std::string first = received(duty, {"收到，正在组织", "Received, under way"});
    const std::string number = number_asked(duty, by_household, once);
    out += duty.state() == "acting" ? number + first : first + number;
  } else if (duty.wants_done()) {
    out += button("kind", "done", "main", {"办好了", "Done"}) +
           button("kind", "received", "", {"收到，正在办", "Received, working on it"});
  } else if (duty.read_back()) {
    out += received(duty, {"收到", "Received"});
  } else {
    out += duty.purpose() == "reach" ? button("kind", "received", "main",
                                              {"已联系上村里（见到人了）", "I have reached them"})
                                     : button("kind", "received", "main", {"收到", "Received"});
  }
  if (duty.purpose() == "visit")
    out += button("kind", "refused", "", {"不愿撤离", "They won't leave"}) +
           button("kind", "unreachable", "", {"找不到人", "Nobody is there"});
  return out + button("kind", "need_help", "help", {"需要支援", "I need help"}) + "</form>";
}

// What is still wanted of whoever moves people: their number, or each household ticked.
std::string moved_so_far(const wire::StandingObligation& duty,
                         const wire::StandingEvacuation* by_household) {
  if (by_household != nullptr) {
    const std::string counted = std::to_string(by_household->safe());
    const std::string all = std::to_string(by_household->people());
    return notice("again", {"已收到您的答复。逐户清点到了 " + counted + " 人，应转移 " + all +
                                " 人。请在下面逐户打勾。",
                            "Your answer has come. By household " + counted + " of " + all +
                                " are counted; please tick the households below."});
  }
  const std::string moved = std::to_string(duty.people_moved());
  const std::string at_risk = std::to_string(duty.people_at_risk());
  return notice("again", {"已收到您的答复。已转移 " + moved + " 人，应转移 " + at_risk +
                              " 人，人齐后请再报。",
                          "Your answer has come. " + moved + " of " + at_risk +
                              " were moved; send the number again when all are."});
}

std::string standing_of(const wire::StandingObligation& duty,
                        const wire::StandingEvacuation* by_household) {
  if (duty.done())
    return notice("done",
                  {"已办结。谢谢，请保持电话畅通。", "Done. Thank you; keep your phone at hand."});
  if (duty.state() == "needs_help")
    return notice("again", {"已通知镇值班室，支援在安排。",
                            "The township was told; help is being arranged."});
  if (duty.state() == "answered")
    return notice("again",
                  {"选的不对，或者还没选。请看清楚是哪里、什么险情，再选一次。",
                   "That wasn't it. Look again where it is and what, and pick once more."});
  if (duty.state() == "acting" && duty.wants_done())
    return notice("again", {"已收到您的答复，办好了请再报。",
                            "Your answer has come; say so when it is done."});
  return duty.state() == "acting" ? moved_so_far(duty, by_household) : "";
}

// The duty as it stands: the one of the link, or what took its place under a newer warning.
const wire::StandingObligation* find_duty(const wire::Standing& standing, FactId id) {
  for (const auto& duty : standing.obligations())
    if (from_wire(duty.obligation()) == id) return &duty;
  for (const auto& duty : standing.obligations())
    for (const auto& before : duty.superseded())
      if (from_wire(before) == id) return &duty;
  return nullptr;
}

Result<wire::Event> answer_in(const Form& form, const Credentials::Link& link) {
  const auto field = [&](const char* name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
  };
  wire::Event event;
  wire::Command& command = *event.mutable_command();
  command.set_person_id(link.person);
  command.set_via("responder_page");
  wire::Answer& answer = *command.mutable_answer();
  answer.mutable_obligation()->set_offset(link.about.offset.value);
  answer.mutable_obligation()->set_index(link.about.index);
  answer.set_answered_by(link.person);
  const std::string kind = field("kind");
  const std::string key = field("key");
  if (key.size() == 1 && key >= "1" && key <= "9") {
    answer.set_kind(wire::Answer::RECEIVED);
    answer.set_key(static_cast<std::uint32_t>(key[0] - '0'));
  } else if (kind == "received") {
    answer.set_kind(wire::Answer::RECEIVED);
  } else if (kind == "done") {
    answer.set_kind(wire::Answer::DONE);
  } else if (kind == "need_help") {
    answer.set_kind(wire::Answer::NEED_HELP);
  } else if (kind == "moved") {
    answer.set_kind(wire::Answer::MOVED);
    const std::string people = field("people");
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(people.data(), people.data() + people.size(), number);
    if (error != std::errc{} || end != people.data() + people.size() || number > 1'000'000)
      return Error{Errc::bad_input, {"请填写人数，例如 30", "Fill in how many, such as 30"}};
    answer.set_people_moved(number);
    // A page that is sent twice, by a finger or by the telephone, has said the number once.
    if (const std::string once = once_in(form); !once.empty())
      command.set_command_id("page " + to_string(link.about) + " " + link.person + " " + once +
                             " " + people);
  } else {
    return Error{Errc::bad_input, {"请按下面的按钮", "Press one of the buttons"}};
  }
  return event;
}

net::awaitable<std::string> take(Service& service, wire::Event event) {
  const bool is_report = event.has_report();
  const auto receipt = co_await submit(service, std::move(event));
  if (!receipt) co_return notice("again", {"系统繁忙，请再按一次", "Busy; press again"});
  if (receipt->refused) co_return notice("again", receipt->refused->text);
  for (const auto& fact : receipt->facts)
    if (fact.has_command_refused())
      co_return notice(
          "again", {fact.command_refused().reason().zh(), fact.command_refused().reason().en()});
  for (const auto& fact : receipt->facts)
    if (fact.obligation_answered().misunderstood())
      co_return notice(
          "again", {"记下了，但选的不对，请再看一遍消息，重新选",
                    "It is noted, but that wasn't it; read the message again and pick once more"});
  if (is_report)
    co_return notice("done", {"报告已收到并记录。", "Your report has come and is recorded."});
  co_return notice("done", {"答复已收到并记录。", "Your answer has come and is recorded."});
}

// The evacuation that the duty is about, for whoever moves the whole village.
const wire::StandingEvacuation* evacuation_of(const wire::Standing& standing,
                                              const wire::StandingObligation& duty) {
  if (!duty.wants_headcount() || duty.purpose() != "warning") return nullptr;
  for (const auto& evacuation : standing.evacuations())
    if (evacuation.area() == duty.area()) return &evacuation;
  return nullptr;
}

// What was found at households: of a village those that were ticked, on a visit this one.
net::awaitable<std::string> take_counts(Service& service, const Credentials::Link& link,
                                        const Form& form, const std::string& kind) {
  const auto standing = co_await ask_standing(service);
  const auto* duty = find_duty(standing, link.about);
  if (duty == nullptr) co_return notice("done", {"这项任务已经结束。", "This duty has ended."});
  std::vector<wire::Event> counts;
  if (kind != "arrived") {
    if (duty->purpose() == "visit")
      counts.push_back(count_of(
          link, duty->subject(),
          kind == "refused" ? wire::CountHousehold::REFUSED : wire::CountHousehold::UNREACHABLE));
  } else if (const auto* evacuation = evacuation_of(standing, *duty)) {
    counts = counts_in(form, link, *evacuation);
  }
  if (counts.empty()) co_return notice("again", {"请先打勾，再按", "Tick some first"});
  std::string told;
  for (auto& count : counts) {
    const std::string one = co_await take(service, std::move(count));
    // Of several the one that was refused is what the person has to know.
    if (told.empty() || one.find("class=again") != std::string::npos) told = one;
  }
  co_return told;
}

net::awaitable<std::string> take_report(Service& service, const Credentials::Link& link,
                                        const Form& form) {
  const auto standing = co_await ask_standing(service);
  const auto* duty = find_duty(standing, link.about);
  if (duty == nullptr)
    co_return notice("again", {"这项任务已经结束，报告请打镇值班室的电话。",
                               "This duty has ended; telephone the township with the report."});
  auto report = report_in(service.plan->plan, form, link, duty->area(), service.clock.now());
  if (!report)
    co_return notice("again", {"请选看到了什么，再按", "Pick what you see, then press again"});
  co_return co_await take(service, std::move(*report));
}

// What came of what the person has sent.
net::awaitable<std::string> take_form(Service& service, const HttpRequest& request,
                                      const Credentials::Link& link) {
  const auto form = parse_form(request.body());
  const auto kind = form.find("kind");
  if (kind != form.end() &&
      (kind->second == "arrived" || kind->second == "refused" || kind->second == "unreachable"))
    co_return co_await take_counts(service, link, form, kind->second);
  if (form.contains("report")) co_return co_await take_report(service, link, form);
  if (form.contains("everyday")) {
    const auto standing = co_await ask_standing(service);
    std::string told;
    for (auto& event : everyday_events(standing, form, link)) {
      const std::string one = co_await take(service, std::move(event));
      // Of several the one that was not taken is what the person has to know.
      if (told.empty() || one.find("class=again") != std::string::npos) told = one;
    }
    co_return told;
  }
  if (form.contains("unit")) {
    const auto standing = co_await ask_standing(service);
    auto event = unit_event(service.plan->plan, standing, form, link);
    if (!event)
      co_return notice("again", {"这项任务已经改派或结束。", "It is over, or another unit goes."});
    co_return co_await take(service, std::move(*event));
  }
  auto event = form.contains("decide") ? decision_in(form, link) : answer_in(form, link);
  if (!event) co_return notice("again", event.error().text);
  co_return co_await take(service, std::move(*event));
}

}  // namespace

net::awaitable<HttpResponse> responder_page(Service& service, const HttpRequest& request,
                                            const std::string& token) {
  const auto link = service.credentials.link_of(token);
  if (!link) co_return no_such_page(request);
  if (request.body().size() > kFormBytesMax) co_return form_too_large(request);
  std::string told;
  if (request.method() == http::verb::post) told = co_await take_form(service, request, *link);
  const auto standing = co_await ask_standing(service);
  for (const auto& decision : standing.decisions())
    if (from_wire(decision.decision()) == link->about)
      co_return plain_page(service, request, *link, question_of(*service.plan, decision),
                           told + decision_part(*service.plan, standing, decision));
  if (const auto part = everyday_part(standing, *link))
    co_return plain_page(service, request, *link, part->title, told + part->body);
  if (const auto part = unit_part(service.plan->plan, standing, *link))
    co_return plain_page(service, request, *link, part->title, told + part->body);
  const auto* duty = find_duty(standing, link->about);
  if (duty == nullptr)
    co_return plain_page(service, request, *link, {"叫应任务", "Your duty"},
                         told + notice("done", {"这项任务已经结束。", "This duty has ended."}));
  const Instant now = service.clock.now();
  const auto* evacuation = evacuation_of(standing, *duty);
  const bool by_household = evacuation != nullptr && is_by_household(*evacuation);
  std::string body = told + warning(*service.plan, *duty) +
                     standing_of(*duty, by_household ? evacuation : nullptr);
  if (!duty->done()) {
    const std::string answers = form(*duty, by_household, standing.next_offset());
    const std::string households =
        evacuation == nullptr ? "" : household_part(*service.plan, *evacuation);
    body += duty->state() == "acting" ? households + answers : answers + households;
  }
  body += report_part(service.plan->plan, duty->area(), now);
  co_return plain_page(
      service, request, *link,
      with_household_name(*service.plan, duty->area(), from_wire(duty->headline())), body);
}

}  // namespace fenghuo::adapters
