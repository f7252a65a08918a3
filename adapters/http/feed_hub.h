// What all readers of the feed share: how far the log has come, and the names of datastreams. Runs
// on the thread of the edges.
#pragma once

#include <functional>
#include <list>
#include <utility>
#include <vector>

#include "engine/datastreams.h"
#include "engine/log.h"
#include "engine/subscription.h"

namespace fenghuo::adapters {

class FeedHub {
 public:
  /// `datastreams`: those registered before the log's end. The log outlives the hub.
  FeedHub(const Log& log, Datastreams datastreams)
      : datastreams_(std::move(datastreams)), news_(log, log.head().next) {}

  /// Called for each commit, before readers are woken.
  void committed();
  /// `hear` is called for each record, once, before that; only raw observations without a fact are
  /// left out where there are too many (engine/subscription.h).
  void listen(std::function<void(const Entry&)> hear) { hear_.push_back(std::move(hear)); }
  const Datastreams& datastreams() const { return datastreams_; }

  /// Woken at each commit until the handle is dropped.
  using Wake = std::function<void()>;
  class Waker {
   public:
    Waker(FeedHub& hub, Wake wake)
        : hub_(hub), at_(hub.wakes_.insert(hub.wakes_.end(), std::move(wake))) {}
    ~Waker() { hub_.wakes_.erase(at_); }
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;

   private:
    FeedHub& hub_;
    std::list<Wake>::iterator at_;
  };
  std::size_t readers() const { return wakes_.size(); }

 private:
  Datastreams datastreams_;
  Subscription news_;
  std::vector<std::function<void(const Entry&)>> hear_;
  std::list<Wake> wakes_;
};

}  // namespace fenghuo::adapters
