#include "cli/lane_outlet.h"

#include <utility>

namespace fenghuo::cli {
namespace {

using adapters::Lane;

template <Lane L>
class OutletOf : public LaneOutlet {
 public:
  OutletOf(boost::asio::io_context& io, OutletParts parts) : report_(std::move(parts.report)) {
    if (!parts.webhook) return;
    webhook_ = std::make_unique<adapters::WebhookChannel<L>>(io, std::move(*parts.webhook),
                                                             std::move(parts.link), report_);
  }

  void send(EffectId id, const wire::Effect& effect) override {
    const auto& message = effect.send_message();
    if (message.channel() == "webhook" && webhook_)
      return webhook_->send(adapters::Outgoing<L>{id, message});
    wire::Event event;
    auto& told = *event.mutable_effect_reported();
    told.set_offset(id.offset.value);
    told.set_index(id.index);
    told.set_outcome(wire::EffectReported::FAILED);
    told.set_detail("no channel '" + message.channel() + "' in lane " +
                    std::string(adapters::to_string(L)));
    report_(std::move(event));
  }
  void set_plan(std::shared_ptr<const adapters::PlanInfo> plan) override {
    if (webhook_) webhook_->set_plan(std::move(plan));
  }
  adapters::WebhookCounts counts() const override {
    return webhook_ ? webhook_->counts() : adapters::WebhookCounts{};
  }
  void end_calls() override {
    if (webhook_) webhook_->end_calls();
  }
  void stop() override {
    if (webhook_) webhook_->stop();
  }

 private:
  adapters::WebhookSender::Report report_;
  std::unique_ptr<adapters::WebhookChannel<L>> webhook_;
};

}  // namespace

std::unique_ptr<LaneOutlet> open_outlet(Lane lane, boost::asio::io_context& io, OutletParts parts) {
  if (lane == Lane::live) return std::make_unique<OutletOf<Lane::live>>(io, std::move(parts));
  return std::make_unique<OutletOf<Lane::exercise>>(io, std::move(parts));
}

}  // namespace fenghuo::cli
