// Memory for messages that wait for their rest, shared by all connections of a server: each of them
// may hold some, all of them together only so much.
#pragma once

#include <cstddef>

namespace fenghuo::adapters::sl651 {

class Room {
 public:
  explicit Room(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  std::size_t taken() const { return taken_; }
  bool overfull() const { return taken_ > bytes_max_; }

 private:
  friend class Share;
  std::size_t taken_ = 0;
  std::size_t bytes_max_;
};

/// What one message takes of it; given back when the message goes. Without a room it counts
/// nothing.
class Share {
 public:
  explicit Share(Room* room) : room_(room) {}
  ~Share() {
    if (room_ != nullptr) room_->taken_ -= bytes_;
  }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;

  void add(std::size_t bytes) {
    if (room_ != nullptr) room_->taken_ += bytes;
    bytes_ += bytes;
  }

 private:
  Room* room_;
  std::size_t bytes_ = 0;
};

}  // namespace fenghuo::adapters::sl651
