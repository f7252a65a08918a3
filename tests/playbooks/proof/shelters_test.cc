#include <cstdio>

#include "tests/playbooks/proof/proof_rig.h"
#include "tests/random.h"

namespace fenghuo::playbooks {
namespace {

class Shelters : public ProofTest {
 protected:
  Shelters() { plan_.mutable_villages()->Clear(); }

  void village(const std::string& id, std::uint32_t people) {
    add_village(plan_, id);
    plan_.mutable_villages(plan_.villages_size() - 1)->set_people_at_risk(people);
    for (auto& station : *plan_.mutable_stations()) station.add_covers(id);
    add_duty(id, "village_leader", id + "-1", id + "-2");
    add_duty(id, "warning_officer", id + "-2", id + "-3");
  }
  wire::Shelter& shelter(const std::string& id, std::uint32_t capacity,
                         const std::vector<std::string>& villages) {
    auto& one = *plan_.add_shelters();
    one.set_id(id);
    set_text(*one.mutable_name(), id, id);
    one.set_capacity(capacity);
    for (const auto& of : villages) one.add_villages(of);
    return one;
  }
};

TEST_F(Shelters, VillagesThatShareWhatHoldsOneOfThem) {
  village("A", 60);
  village("B", 50);
  village("C", 30);
  shelter("x", 60, {"A", "B"});
  shelter("y", 40, {"A", "B"});
  shelter("z", 30, {"C"});
  EXPECT_TRUE(check(plan_).empty()) << "which adds up villages with a single shelter";
  EXPECT_EQ(only().path, "shelters[x].capacity");
  EXPECT_EQ(only().fault.en,
            "too few places: 110 people of A village, B village leave at once for x, y, which hold "
            "100: 10 have no place");
  EXPECT_EQ(course(only()),
            "A village, 60 people: may go to x (60), y (40)\n"
            "B village, 50 people: may go to x (60), y (40)\n"
            "110 people > 100 places\n");
  plan_.mutable_shelters(1)->set_capacity(50);
  EXPECT_EQ(told(), "");
}

TEST_F(Shelters, WhoHasAnotherWayLeavesRoom) {
  village("A", 60);
  village("B", 50);
  shelter("x", 60, {"A", "B"});
  shelter("y", 50, {"B"});
  EXPECT_EQ(told(), "") << "though both would be too many for x";
  plan_.mutable_shelters(1)->set_capacity(49);
  EXPECT_NE(only().fault.en.find("110 people of A village, B village"), std::string::npos)
      << told();
}

TEST_F(Shelters, VillagesWithRoomAreNotNamed) {
  village("A", 60);
  village("B", 50);
  village("C", 10);
  shelter("x", 100, {"A", "B"});
  shelter("y", 10, {"B", "C"});
  shelter("z", 20, {"C"});
  EXPECT_EQ(told(), "") << "C goes to z, ten of B to y";
  plan_.mutable_shelters(0)->set_capacity(99);
  EXPECT_NE(only().fault.en.find("110 people of A village, B village leave at once for x, y, which "
                                 "hold 109: 1 have"),
            std::string::npos)
      << told();
}

TEST_F(Shelters, FacilitiesNeedPlacesToo) {
  village("A", 60);
  shelter("x", 60, {"A"});
  EXPECT_EQ(told(), "");
  auto& school = *plan_.add_facilities();
  school.set_id("school");
  school.set_village("A");
  school.set_people(1);
  school.set_contact("a");
  school.set_stand_in("b");
  EXPECT_NE(told().find("61 people of A village"), std::string::npos) << told();
}

TEST_F(Shelters, OneInTheWaterHoldsNobody) {
  village("A", 60);
  village("B", 10);
  shelter("x", 100, {"A", "B"}).set_floods(true);
  shelter("y", 50, {"A"});
  const auto proofs = prove(plan_);
  ASSERT_EQ(proofs.size(), 2U) << told();
  EXPECT_EQ(proofs[0].path, "shelters[y].capacity");
  EXPECT_EQ(proofs[1].path, "villages[B]");
  EXPECT_NE(proofs[1].fault.en.find("leave at once for nowhere"), std::string::npos);
}

TEST_F(Shelters, APlanWithoutAnySaysNothingOfPlaces) {
  village("A", 60);
  EXPECT_EQ(told(), "");
}

// Hall's theorem by brute force: the most that any set of villages lacks.
std::int64_t worst_lack(const wire::Plan& plan) {
  std::int64_t worst = 0;
  for (unsigned set = 0; set < 1U << plan.villages_size(); ++set) {
    std::int64_t lack = 0;
    for (int v = 0; v < plan.villages_size(); ++v)
      if ((set >> v & 1U) != 0) lack += plan.villages(v).people_at_risk();
    for (const auto& shelter : plan.shelters()) {
      bool open = false;
      for (int v = 0; v < plan.villages_size(); ++v)
        for (const auto& id : shelter.villages())
          open = open || ((set >> v & 1U) != 0 && id == plan.villages(v).id());
      if (open && !shelter.floods()) lack -= shelter.capacity();
    }
    worst = std::max(worst, lack);
  }
  return worst;
}

TEST_F(Shelters, ByChanceAreAsBruteForceHasThem) {
  int small = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    Random random(seed);
    plan_ = secure_plan();
    plan_.mutable_villages()->Clear();
    std::vector<std::string> ids;
    const auto villages = random.between(1, 6);
    for (std::int64_t v = 0; v < villages; ++v) {
      ids.push_back("v" + std::to_string(v));
      village(ids.back(), random.below(60));
    }
    const auto shelters = random.between(1, 6);
    for (std::int64_t s = 0; s < shelters; ++s) {
      auto& one = shelter("s" + std::to_string(s), random.below(90), {});
      for (const auto& id : ids)
        if (random.one_in(3)) one.add_villages(id);
      one.set_floods(random.one_in(8));
    }
    std::int64_t lack = 0;
    for (const auto& proof : prove(plan_)) {
      long long people = 0;
      long long places = 0;
      const std::string& last = proof.counter_example.back().en;
      ASSERT_EQ(std::sscanf(last.c_str(), "%lld people > %lld places", &people, &places), 2)
          << last;
      EXPECT_GT(people, places) << "each set lacks places by itself";
      lack += people - places;
    }
    EXPECT_EQ(lack, worst_lack(plan_)) << told();
    small += lack > 0 ? 1 : 0;
  }
  EXPECT_GT(small, 20);
  EXPECT_LT(small, 145);
}

}  // namespace
}  // namespace fenghuo::playbooks
