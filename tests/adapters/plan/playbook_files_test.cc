#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

// The block of docs/playbooks.md in which a playbook of this id stands.
std::string documented(const std::string& id) {
  std::ifstream stream(FENGHUO_SOURCE_DIR "/docs/playbooks.md", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const std::string fence = "```yaml\n";
  const auto at = text.find("- id: " + id);
  if (at == std::string::npos) return "";
  const auto begin = text.rfind(fence, at) + fence.size();
  return text.substr(begin, text.find("```", begin) - begin);
}

TEST_F(PlanTest, APlaybookOfTheResponseAsItIsDocumented) {
  const std::string text = documented("township-response");
  ASSERT_FALSE(text.empty());
  write("playbooks/response.yaml", text);
  ASSERT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
  const auto loaded = load_plan(plan());
  ASSERT_EQ(loaded.change.plan().playbooks_size(), 2);
  const auto& response = loaded.change.plan().playbooks(1);
  EXPECT_TRUE(response.on_response());
  EXPECT_FALSE(response.has_cut_off()) << "it has none";
  EXPECT_TRUE(loaded.change.plan().playbooks(0).has_cut_off());
}

TEST_F(PlanTest, APlaybookOfTheResponseIsCutOffFromNobody) {
  write("playbooks/response.yaml",
        documented("township-response") +
            "    cut_off:\n"
            "      after: 30m\n"
            "      action: {zh: 去找, en: look for them}\n"
            "      ladder: [{call: duty:flood_leader, channels: [runner], wait: 20m}]\n");
  expect_fault("playbooks/response.yaml:", "no wants_headcount, cut_off or");
}

TEST_F(PlanTest, UnitsForAVillageThatIsCutOffOfAPlaybookWithout) {
  write("playbooks/response.yaml", documented("township-response"));
  write("needs.yaml", read("needs.yaml") +
                          "  - playbook: township-response\n"
                          "    levels: [cut_off]\n"
                          "    units: [{skill: rescue, task: {zh: 去找, en: look for them}}]\n");
  expect_fault("needs.yaml:", "the playbook 'township-response' has no cut_off");
}

}  // namespace
}  // namespace fenghuo::adapters
