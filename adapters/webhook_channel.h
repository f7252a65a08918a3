// Messages to people, handed to a service that sends them on (SMS, voice, WeCom): a signed HTTP
// POST after the Standard Webhooks specification (webhook-id, webhook-timestamp,
// webhook-signature), with the idempotency key in Idempotency-Key as well.
//
// At least once: after a crash a message is sent again, under the same key. An answer of 2xx is
// delivered; 408, 425, 429, 5xx, time-outs and broken connections are tried again, later and later,
// with jitter; anything else is final. What became of a message is reported to the engine.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/branches.h"
#include "adapters/lane.h"
#include "adapters/metrics.h"
#include "adapters/plan_info.h"
#include "engine/event.pb.h"

namespace boost::asio {
class io_context;
}

namespace fenghuo::adapters {

/// 50,000 messages x about 1 kB; more wait in the engine's outbox until the next start.
inline constexpr std::size_t kWebhookQueueMax = 50'000;
/// Of which tests and routines take so many at most: the rest is kept free for warnings.
inline constexpr std::size_t kWebhookEverydayMax = 10'000;
/// At once, each on a connection of its own: over a line of 100 ms that is 320 messages a second,
/// 10,000 in half a minute (failures.md, F18).
inline constexpr int kWebhookSendersMax = 32;
inline constexpr std::chrono::seconds kWebhookAnswerMax{10};
/// Later than this nobody is helped: the ladder has gone on long ago.
inline constexpr std::chrono::minutes kWebhookGiveUpAfter{10};
inline constexpr std::chrono::milliseconds kWebhookPauseMin{250};
inline constexpr std::chrono::milliseconds kWebhookPauseMax{30'000};

/// What a channel needs beside the message.
struct WebhookTarget {
  std::string url;             // http:// or https://
  std::string secret;          // of the signature; whsec_BASE64, or any text
  std::string log_id;          // keeps keys of different logs apart
  std::string page_url;        // where responders answer: PAGE_URL/r/TOKEN
  bool echo_required = false;  // an answer without the area counts as none
  Branches branches{};         // keep keys of one log apart that went on from a backup
};

/// The lane's part of the work: its mark on every text. The rest is the same for both.
class WebhookSender {
 public:
  using Report = std::function<void(wire::Event)>;
  using Link = std::function<std::string(FactId about, const std::string& person)>;

  WebhookSender(boost::asio::io_context& io, WebhookTarget target, Link link, Report report);
  ~WebhookSender();
  WebhookCounts counts() const;
  void set_plan(std::shared_ptr<const PlanInfo> plan);
  /// From now on people are told things, and called, asked or sent no more: what of that waits to
  /// go is reported as failed. The exercise is over.
  void end_calls();
  void stop();

 protected:
  void enqueue(Lane lane, EffectId id, const wire::SendMessage& message);

 private:
  class Shared;
  std::shared_ptr<Shared> shared_;
};

template <Lane L>
class WebhookChannel : public WebhookSender {
 public:
  using WebhookSender::WebhookSender;
  void send(const Outgoing<L>& outgoing) { enqueue(L, outgoing.id, outgoing.message); }
};

}  // namespace fenghuo::adapters
