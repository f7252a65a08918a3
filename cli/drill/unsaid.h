// What the second world of a drill was saying when the program died. While it lives through the log
// again it says everything once more; what it says, and the log hasn't, never got there. Nothing
// of a run that has died can come later, so saying it anew says it once.
//
// The world lives through the log a little earlier than it lived then, when each word took its
// time: a number may be another one, and a word may be said that was no longer said then. So words
// are compared by who says what about what, and only those of the last minutes are left: what is
// older has been overtaken.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "engine/datastreams.h"
#include "engine/submission.h"
#include "simulator/people.h"

namespace fenghuo::cli {

/// By then whoever tells a number has told the next one.
inline constexpr Span kUnsaidMax = simulator::kHeadcountEvery;

class Unsaid {
 public:
  /// The world says it. What becomes of messages isn't kept: they are owed until the log knows.
  void say(Instant at, Submission submission);
  /// The log has it. `datastreams`: as they are by then.
  void find(Instant at, const wire::Event& event, const Datastreams& datastreams);
  /// In the order in which it was said; empty afterwards.
  std::vector<Submission> take();

 private:
  struct Said {
    Instant at{};
    std::string key;
    Submission submission;
  };
  void found(Instant at, const std::string& key);
  void forget_before(Instant at);

  std::deque<Said> said_;
  /// By what: when the log had it before the world said it.
  std::multimap<std::string, Instant> logged_;
};

}  // namespace fenghuo::cli
