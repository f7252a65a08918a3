// A township as in township_rig.h, with persons who decide, warn and take warnings back; and a
// second village B beside A.
#pragma once

#include <functional>

#include "engine/level.h"
#include "tests/playbooks/township_rig.h"

namespace fenghuo {

std::string follow_up_words(const wire::Fact& fact);

std::string person_words(const wire::Fact& fact);

wire::Question question(const std::string& id, const std::vector<std::string>& chain,
                        wire::Question::Release release, const std::vector<std::string>& tell = {});

/// One duty a village, a mayor, a flood chief and a school; a village B that no gauge covers.
wire::Plan person_plan();

class Persons {
 public:
  using Story = std::vector<std::string>;
  using Fill = std::function<void(wire::Command&)>;

  void use(const wire::Plan& plan);
  void rain(double mm) { rig_.observe("S1", "rain", rig_.now(), mm); }

  Receipt command(const std::string& person, const Fill& fill, const std::string& id = "");
  Receipt decide(FactId decision, const std::string& person, bool yes,
                 const std::string& note = "");
  Receipt answer(FactId obligation, const std::string& person, wire::Answer::Kind kind,
                 std::uint32_t moved = 0);
  Receipt pick(FactId obligation, const std::string& person, std::uint32_t key);
  Receipt stand_down(FactId incident, const std::string& person);
  Receipt retract(FactId incident, const std::string& person);
  Receipt warn(const std::string& person, const std::vector<std::string>& areas, Level level,
               std::uint32_t people = 0);
  Receipt count(const std::string& person, const std::string& household,
                wire::CountHousehold::State state, std::uint32_t people = 0,
                const std::string& note = "");
  Receipt order_return(const std::string& person, const std::string& area);
  Receipt leave(const std::string& person, const std::string& area);
  Receipt request(const std::string& person, const std::string& area, Level level);
  void report(const std::string& reporter, const std::string& kind, const std::string& area,
              const std::string& seen_at = "", const std::string& recorded_by = "");
  void sent(EffectId effect, bool delivered);

  /// The facts since the last call, and what they opened.
  Story story();
  /// Of a story, what concerns these words.
  static Story only(const Story& story, const std::vector<std::string>& beginnings);
  static std::string refusal(const Receipt& receipt);
  /// Messages of this purpose since the last call: "webhook leader".
  Story messages(wire::SendMessage::Purpose purpose);
  void expect_replays() { rig_.expect_replays(all_stages(), all_stages()); }

  template <class Ref>
  static void point(Ref& ref, FactId id) {
    ref.set_offset(id.offset.value);
    ref.set_index(id.index);
  }

  Rig rig_{all_stages()};
  std::vector<FactId> duties_;
  std::vector<FactId> decisions_;
  std::vector<EffectId> effects_;
  FactId incident_;
  FactId proposal_;
  int plans_ = 0;
};

class PersonTest : public ::testing::Test, protected Persons {};

}  // namespace fenghuo
