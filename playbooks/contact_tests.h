// Contact tests (点名): everybody on the roster is asked whether they can be reached, by the plan's
// clock or by command, and who didn't answer is called second from then on, until they are heard
// of again.
//
// The desk owns them and says what it knows of the moment: a test begins in quiet times alone, and
// ends at once where an incident is opened, since it says that there is no danger. The registers of
// who answered when are the everyday stage's, which follows the facts that are concluded here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/archive.h"
#include "engine/effect.pb.h"
#include "engine/event.pb.h"
#include "engine/ids.h"
#include "engine/plan.pb.h"
#include "engine/time.h"
#include "engine/turn.h"
#include "playbooks/handbook.h"

namespace fenghuo::playbooks {

/// Whom a test of these areas asks: holders and stand-ins of the duties that the plan tests. No
/// areas: of all.
std::set<std::string> people_to_test(const wire::Plan& plan, const std::vector<std::string>& areas);

class ContactTests {
 public:
  /// Sets the clock of the next one; none where the plan tests by command alone.
  void wait_for_next(Turn& turn) const;
  /// Whoever has left the roster is asked no more, and so would never be heard of again.
  void follow_roster(const wire::Plan& plan);

  void on_test_contacts(Turn& turn, const Handbook& handbook, const wire::Command& command,
                        bool incident_open);
  void on_present(Turn& turn, const wire::Command& command);
  /// The plan's clock has come round. `quiet`: nothing is going on.
  void on_due(Turn& turn, const Handbook& handbook, bool quiet);
  /// The time to answer is over: whoever is still waited for wasn't reached.
  void on_over(Turn& turn);
  void on_reported(const wire::SendMessage& message, const wire::EffectReported& report);
  /// Ends the one that is running, if any, before its time: nobody else is found silent.
  void end(Turn& turn);
  /// And there is no other: the exercise is over.
  void stop(Turn& turn);

  /// The person has spoken, whatever they said: they are there. True where they were unreached.
  bool hear(const std::string& person, Instant now);
  const Unreached& unreached() const { return unreached_; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.running_, self.last_by_clock_, self.unreached_);
  }

 private:
  struct Running {
    FactId id;
    Instant started_at{};
    std::set<std::string> waiting;
    std::set<std::string> heard;                     // of these: spoke of something else meanwhile
    std::map<std::string, std::string> undelivered;  // why a person's message did not arrive
    std::uint32_t asked = 0;
    std::uint32_t answered = 0;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.id, self.started_at, self.waiting, self.heard, self.undelivered, self.asked,
        self.answered);
    }
  };

  void start(Turn& turn, const Handbook& handbook, const std::set<std::string>& persons,
             const std::string& by);
  void send_to(Turn& turn, const Handbook& handbook, const std::string& person, Instant answer_by);
  void note_tested(Turn& turn, const std::string& person, bool answered);

  std::optional<Running> running_;
  Instant last_by_clock_{};
  Unreached unreached_;
};

}  // namespace fenghuo::playbooks
