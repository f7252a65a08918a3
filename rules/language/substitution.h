// What the type parameters of an expression have been found to stand for, as the checker goes on;
// and which types may stand where others are wanted. After cel-go's checker, whose answers the
// conformance suite takes for the right ones.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rules/language/type.h"

namespace fenghuo::language {

class Substitution {
 public:
  explicit Substitution(Types& types) : types_(types) {}

  /// Whether a `from` may stand where a `to` is wanted; remembers what that says of parameters, and
  /// nothing where the answer is no.
  bool assignable(const Type* to, const Type* from) {
    return assignable(std::span(&to, 1), std::span(&from, 1));
  }
  bool assignable(std::span<const Type* const> to, std::span<const Type* const> from);

  /// With parameters replaced by what they stand for; those that stand for nothing yet become dyn
  /// where `unknown_to_dyn`.
  const Type* applied(const Type* type, bool unknown_to_dyn);

  /// A parameter that no declaration names.
  const Type* fresh() { return types_.parameter("_" + std::to_string(fresh_++)); }
  /// Parameters of a declaration replaced by fresh ones, the same for the same name.
  const Type* instance(const Type* type, std::map<std::string, const Type*>& fresh_ones);

  /// Of two of which one may stand for the other: the one that says less.
  static const Type* more_general(const Type* a, const Type* b);

 private:
  // With a way back: what an answer of no has changed is undone.
  class Found {
   public:
    const Type* find(const std::string& name) const {
      const auto known = types_.find(name);
      return known == types_.end() ? nullptr : known->second;
    }
    void set(const std::string& name, const Type* type) {
      const Type*& now = types_[name];
      undo_.emplace_back(name, now);
      now = type;
    }
    std::size_t mark() const { return undo_.size(); }
    void keep() { undo_.clear(); }
    void go_back(std::size_t mark) {
      for (; undo_.size() > mark; undo_.pop_back())
        types_[undo_.back().first] = undo_.back().second;
    }

   private:
    std::map<std::string, const Type*> types_;  // null: not found yet
    std::vector<std::pair<std::string, const Type*>> undo_;
  };

  static bool fits(Found& found, const Type* a, const Type* b);
  static bool fit(Found& found, std::span<const Type* const> a, std::span<const Type* const> b);
  /// Whether parameter `b` may stand for `a`; `settled` where it stood for something already.
  static bool stands_for(Found& found, const Type* a, const Type* b, bool& settled);
  static bool absent_from(const Found& found, const Type* parameter, const Type* within);

  Types& types_;
  Found found_;
  int fresh_ = 0;
};

}  // namespace fenghuo::language
