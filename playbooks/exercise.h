// The stage of an exercise: it is told what live holds, a real alarm ends it, and so does the stop
// word of any person of the plan; controllers put things to players, evaluators write down what
// they see. In the live lane it concludes nothing, and refuses all of that.
//
// It stands before the desk and the ledgers, which follow what it concludes.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/archive.h"
#include "engine/level.h"
#include "engine/stage.h"
#include "engine/text.h"

namespace fenghuo::playbooks {

/// The lane of an exercise's log, as its MachineVersion names it; any other is live.
inline constexpr std::string_view kExerciseLane = "exercise";
/// From this level on a live warning ends the exercise: people are told to leave, and whoever would
/// play is wanted. Below it the exercise goes on, without the units that live has taken.
inline constexpr Level kEndsExercise = Level::orange;
/// Of what live may hold at once: no plan has more units (unit_ledger.h).
inline constexpr std::size_t kUnitsHeldLiveMax = 2'000;
/// A reason, an inject or a note, in each language: an inject is read on a telephone.
inline constexpr std::size_t kExerciseTextBytesMax = 4'096;

/// That the exercise is over, and nothing begins in it any more: `exercise_is_over`.
void refuse_as_over(Turn& turn, const wire::Command& command);

class Exercise : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& out, const wire::Plan&, const Datastreams&) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<Exercise>(*this); }

  /// It was ended, by a live alarm or by somebody's word. One log is one exercise.
  bool stopped() const { return end_.has_value(); }

 private:
  /// The scenario that is played in it.
  struct Drill {
    std::string scenario;
    std::string digest;
    Text title;
    std::vector<std::string> players;
    Instant began_at{};

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.scenario, self.digest, self.title, self.players, self.began_at);
    }
  };
  struct End {
    Text reason;
    std::string stopped_by;  // empty: a live alarm
    Level live_level = Level::none;
    Instant at{};

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.reason, self.stopped_by, self.live_level, self.at);
    }
  };

  void begin_drill(Turn& turn, const wire::DrillBegan& began);
  void follow_live(Turn& turn, const wire::LiveTold& told);
  void hold_live(Turn& turn, const wire::LiveTold& told);
  void on_command(Turn& turn, const wire::Command& command);
  void on_stop(Turn& turn, const wire::Command& command);
  void on_give_inject(Turn& turn, const wire::Command& command);
  void on_note(Turn& turn, const wire::Command& command);
  void stop(Turn& turn, const Text& reason, const std::string& by, Level live_level);

  bool is_exercise_ = false;
  std::optional<Drill> drill_;
  std::optional<End> end_;
  std::set<std::string> held_live_;  // units, as they were told last
};

}  // namespace fenghuo::playbooks
