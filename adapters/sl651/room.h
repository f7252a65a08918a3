// Memory for messages that wait for their rest, shared by all connections of a server: each of them
// may hold some, all of them together only so much. Whoever holds most makes room for the others,
// so that one peer can't keep it all. On one thread.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fenghuo::adapters::sl651 {

class Assembly;

class Room {
 public:
  explicit Room(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  std::size_t taken() const { return taken_; }
  bool overfull() const { return taken_ > bytes_max_; }
  /// Who holds most of it; null where nobody holds any.
  Assembly* largest() const { return held_.empty() ? nullptr : held_.rbegin()->second; }

  /// A message of this station had to go for another's, though nothing was wrong with it.
  void note_given_up(std::string station) { given_up_.push_back(std::move(station)); }
  /// The stations that were noted since the last call, one for each message. To be called after
  /// each frame, or they become many.
  std::vector<std::string> take_given_up() { return std::exchange(given_up_, {}); }

 private:
  friend class Holding;
  std::size_t taken_ = 0;
  std::size_t bytes_max_;
  std::set<std::pair<std::size_t, Assembly*>> held_;  // by size: of those who hold any
  std::vector<std::string> given_up_;
};

/// What one connection holds of it. Without a room it counts nothing.
class Holding {
 public:
  Holding(Room* room, Assembly* of) : room_(room), of_(of) {}
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;

 private:
  friend class Share;
  void become(std::size_t bytes) {
    const std::size_t before = std::exchange(bytes_, bytes);
    if (room_ == nullptr) return;
    room_->taken_ = room_->taken_ - before + bytes;
    room_->held_.erase({before, of_});
    if (bytes > 0) room_->held_.emplace(bytes, of_);
  }

  Room* room_;
  Assembly* of_;
  std::size_t bytes_ = 0;
};

/// What one message takes of it; given back when the message goes.
class Share {
 public:
  explicit Share(Holding& holding) : holding_(holding) {}
  ~Share() { holding_.become(holding_.bytes_ - bytes_); }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;

  void add(std::size_t bytes) {
    holding_.become(holding_.bytes_ + bytes);
    bytes_ += bytes;
  }

 private:
  Holding& holding_;
  std::size_t bytes_ = 0;
};

}  // namespace fenghuo::adapters::sl651
