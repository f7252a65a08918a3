// Where one lane's messages leave. Behind it the lane is part of the type of each message, so that
// none can leave by the other lane's channel.
#pragma once

#include <memory>
#include <optional>

#include "adapters/lane.h"
#include "adapters/webhook_channel.h"

namespace fenghuo::cli {

class LaneOutlet {
 public:
  virtual ~LaneOutlet() = default;
  /// What became of it is reported, also where no channel carries it.
  virtual void send(EffectId id, const wire::Effect& effect) = 0;
  virtual void set_plan(std::shared_ptr<const adapters::PlanInfo> plan) = 0;
  virtual adapters::WebhookCounts counts() const = 0;
  /// The exercise is over: what waits to be sent is not, but for what people are told.
  virtual void end_calls() = 0;
  virtual void stop() = 0;
};

struct OutletParts {
  std::optional<adapters::WebhookTarget> webhook;  // nothing: none, people are called by hand
  adapters::WebhookSender::Link link;
  adapters::WebhookSender::Report report;
};

/// Everything runs on the thread of `io`, which outlives it.
std::unique_ptr<LaneOutlet> open_outlet(adapters::Lane lane, boost::asio::io_context& io,
                                        OutletParts parts);

}  // namespace fenghuo::cli
