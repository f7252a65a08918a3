// One lane as its HTTP handlers see it. Everything outlives the handlers and runs on one thread;
// the engine has its own, and is reached by submit() and ask().
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/clock.h"
#include "adapters/credentials.h"
#include "adapters/engine_thread.h"
#include "adapters/fact_json.h"
#include "adapters/http/drill.h"
#include "adapters/http/feed_hub.h"
#include "adapters/http/message.h"
#include "adapters/http/shared_question.h"
#include "adapters/lane.h"
#include "adapters/mailbox.h"
#include "adapters/plan_info.h"
#include "adapters/refusals.h"

namespace fenghuo::adapters {

struct Service {
  net::io_context& io;
  EngineThread& engine;
  const Log& log;
  const Clock& clock;
  const Credentials& credentials;
  Refusals& refusals;
  FeedHub& feed;
  Lane lane = Lane::live;
  std::shared_ptr<const PlanInfo> plan;  // changes when the plan does
  // What stands is null where the engine didn't say in time.
  std::function<std::string(const wire::Standing* stands)> metrics;
  std::function<Result<std::string>()> back_up;  // gives the folder
  DrillControl* drill = nullptr;                 // null: no scenario is played in this lane
  std::function<Text(const wire::Fact&)> words;  // a fact as a sentence, where somebody can say it

  SharedQuestion<wire::Standing> standing{[](const Engine& asked) { return asked.describe(); }};
  SharedQuestion<Offset> next_offset{[](const Engine& asked) { return asked.head().next; }};

  JsonStyle style(const HttpRequest& request) const {
    return {language_of(request), plan->utc_offset()};
  }
};

/// What became of a submission; nothing when the inbox is full.
net::awaitable<std::optional<Receipt>> submit(Service& service, Submission submission);

/// What stands now, by the engine's own state.
net::awaitable<wire::Standing> ask_standing(Service& service);

/// The head of the log, by the engine's own thread; costs it next to nothing.
net::awaitable<Offset> ask_next_offset(Service& service);

/// Nothing where the engine takes longer than `patience`.
net::awaitable<std::optional<wire::Standing>> ask_standing_within(
    Service& service, std::chrono::milliseconds patience);

}  // namespace fenghuo::adapters
