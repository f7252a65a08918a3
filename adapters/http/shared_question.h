// One question to the engine for all who wait for the same answer. Whoever asks before the engine
// has begun to answer shares that answer, and still sees all that was committed when they asked.
// So of each question two stand with the engine at most, one being answered and one that waits,
// however many ask.
#pragma once

#include <atomic>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/engine_thread.h"
#include "adapters/mailbox.h"

namespace fenghuo::adapters {

template <class T>
class SharedQuestion {
 public:
  using Answer = T (*)(const Engine&);

  explicit SharedQuestion(Answer answer) : answer_(answer) {}

  /// On the edges' thread, where the answer comes as well.
  std::shared_ptr<Mailbox<T>> ask(net::io_context& io, EngineThread& engine) {
    auto mailbox = std::make_shared<Mailbox<T>>(io.get_executor());
    if (round_ && !round_->begun) {
      round_->waiting.push_back(mailbox);
      return mailbox;
    }
    round_ = std::make_shared<Round>();
    round_->waiting.push_back(mailbox);
    engine.ask([round = round_, answer = answer_, &io](const Engine& asked) {
      round->begun = true;
      net::post(io, [round, told = answer(asked)] {
        for (const auto& waiting : round->waiting) waiting->put(told);
        round->waiting.clear();
      });
    });
    return mailbox;
  }

 private:
  struct Round {
    std::atomic<bool> begun = false;
    std::vector<std::shared_ptr<Mailbox<T>>> waiting;  // of the edges' thread alone
  };
  Answer answer_;
  std::shared_ptr<Round> round_;
};

}  // namespace fenghuo::adapters
