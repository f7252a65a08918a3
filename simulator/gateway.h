// The way of a message from the engine to a telephone: the gateway takes it, lets it wait where it
// passes on only so many a minute, and loses or repeats some, as the scenario's channels say.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "engine/effect.pb.h"
#include "engine/ids.h"
#include "simulator/agenda.h"
#include "simulator/elements.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

/// From the engine to a telephone, where the scenario doesn't say.
inline constexpr Span kMessageTakes = std::chrono::seconds{2};
/// A gateway that doesn't answer is tried so long (adapters/webhook_channel.h), so often.
inline constexpr Span kGatewayTriedFor = std::chrono::minutes{10};
inline constexpr Span kGatewayTriedEvery = std::chrono::minutes{1};
/// A message that comes twice comes so much later again.
inline constexpr Span kComesAgainAfter = std::chrono::seconds{30};

class Gateway {
 public:
  /// What the engine is told of it; "delivered" is what a gateway calls what it has passed on.
  using Report = std::function<void(EffectId id, bool delivered, std::uint32_t attempts)>;
  using Ring = std::function<void(const wire::SendMessage& message)>;
  /// Whether somebody else carries on what was passed on, and tells the engine what became of it.
  using HandOver = std::function<bool(EffectId id, const wire::SendMessage& message)>;
  /// All outlive it.
  Gateway(const Scenario& scenario, const Needs& needs, const Outages& outages, Agenda& agenda,
          Report report, Ring ring, HandOver hand_over);

  /// `takes`: how long it is under way where the scenario doesn't say.
  void send(EffectId id, const wire::SendMessage& message, Span takes = kMessageTakes);

 private:
  /// Finer than the agenda, so that so many a minute are so many.
  using Turn = std::chrono::sys_time<std::chrono::microseconds>;
  bool is_about(const ChannelCondition& condition, const wire::SendMessage& message) const;
  const ChannelCondition& condition_of(const wire::SendMessage& message, Instant at) const;
  /// When another condition may hold than at that time; Instant::max(): never.
  Instant next_change(const wire::SendMessage& message, Instant at) const;
  bool works(const wire::SendMessage& message) const;
  void carry(EffectId id, const wire::SendMessage& message, Instant until, std::uint32_t attempt);
  /// When it is passed on, after all that wait already.
  Instant take_turn(const wire::SendMessage& message);
  void pass_on(EffectId id, const wire::SendMessage& message, std::uint32_t attempt);

  const Scenario& scenario_;
  const Needs& needs_;
  const Outages& outages_;
  Agenda& agenda_;
  Report report_;
  Ring ring_;
  HandOver hand_over_;
  /// By channel and village of a condition: the last that was given.
  std::map<std::pair<std::string, std::string>, Turn> turns_;
  std::map<std::string, std::uint64_t> passed_on_;  // messages, by person and purpose
  ChannelCondition usual_;
};

}  // namespace fenghuo::simulator
