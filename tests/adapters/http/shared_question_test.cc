#include "adapters/http/shared_question.h"

#include <gmock/gmock.h>

#include "tests/adapters/edges.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo::adapters {
namespace {

using ::testing::ElementsAre;

class SharedQuestionTest : public ::testing::Test {
 protected:
  SharedQuestionTest() { asked_ = 0; }
  ~SharedQuestionTest() override { edges_.stop(); }

  using Told = std::shared_ptr<Mailbox<std::uint64_t>>;
  static net::awaitable<void> note(SharedQuestionTest* self, Told told) {
    self->answers_.push_back(co_await Mailbox<std::uint64_t>::take(told));
  }
  void ask(int times) {
    edges_.on_edges([this, times] {
      for (int i = 0; i < times; ++i)
        net::co_spawn(edges_.io, note(this, question_.ask(edges_.io, edges_.thread)),
                      net::detached);
    });
  }
  bool answered(std::size_t wanted) {
    return edges_.comes_true([this, wanted] { return answers_.size() == wanted; });
  }

  static inline std::atomic<int> asked_ = 0;
  Edges edges_{summing_machine()};
  SharedQuestion<std::uint64_t> question_{[](const Engine& engine) {
    ++asked_;
    return engine.head().next.value;
  }};
  std::vector<std::uint64_t> answers_;  // on the edges' thread
};

TEST_F(SharedQuestionTest, AllWhoWaitTroubleTheEngineOnce) {
  edges_.start();
  edges_.log.hold();
  EXPECT_TRUE(edges_.thread.submit(report("x"), nullptr));
  edges_.log.wait_for_commits(2);  // the first was open()'s
  ask(3);
  edges_.log.release();
  ASSERT_TRUE(answered(3));
  EXPECT_EQ(asked_, 1);
  EXPECT_THAT(answers_, ElementsAre(2, 2, 2));
}

TEST_F(SharedQuestionTest, WhoeverAsksLaterSeesWhatCameMeanwhile) {
  edges_.start();
  ask(1);
  ASSERT_TRUE(answered(1));
  edges_.submit(report("x"));
  ask(1);
  ASSERT_TRUE(answered(2));
  EXPECT_EQ(asked_, 2);
  EXPECT_THAT(answers_, ElementsAre(1, 2));
}

}  // namespace
}  // namespace fenghuo::adapters
