// What can fail, by name, and what needs what. A name is a kind and an id, "person/shangxi-leader";
// what plan files call depends_on - a feed, a tower, a vendor - stands under its own name.
//
//   person/ID     is not there              phone/ID      doesn't ring, gets no message
//   station/ID    reads nothing             road/ID       can't be used
//   way/VILLAGE   its road out is cut       power/VILLAGE no light, no loudspeaker
//   network/VILLAGE no telephone works      water/VILLAGE no tap water at its shelter
//   shelter/ID    can't take anybody
//   unit/ID       can't go                  channel/NAME  carries nothing
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.pb.h"
#include "engine/time.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

inline std::string element(std::string_view kind, std::string_view id) {
  return std::string(kind) + "/" + std::string(id);
}

/// Every element of the plan, each once, in the order of their names.
std::vector<std::string> elements_of(const wire::Plan& plan);

/// Which elements don't work, and when. Remembers of which it was asked: a night in which nobody
/// asked whether something works is the same night without it.
class Outages {
 public:
  explicit Outages(const std::vector<Failure>& failures);

  bool works(std::string_view element, Instant at) const;
  /// None of them fails. The list stays where it is and as it is.
  bool work(const std::vector<std::string>& elements, Instant at) const;
  const std::set<std::string, std::less<>>& asked() const { return asked_; }

 private:
  struct Time {
    Instant from{};
    Instant until{};
  };
  bool fails(std::string_view element, Instant at) const;

  std::map<std::string, std::vector<Time>, std::less<>> failures_;
  mutable std::set<std::string, std::less<>> asked_;
  mutable std::set<const void*> lists_asked_;  // of which each element was asked
};

/// What things of the plan need to work.
class Needs {
 public:
  explicit Needs(const wire::Plan& plan);

  const std::vector<std::string>& of_station(const std::string& id) const;
  /// A telephone: the person's own, its tower and vendor, and the network where the person lives.
  const std::vector<std::string>& of_phone(const std::string& person) const;
  const std::vector<std::string>& of_channel(const std::string& channel) const;
  /// The village in which a person holds a duty; empty: the township's.
  const std::string& village_of(const std::string& person) const;

 private:
  using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;
  static const std::vector<std::string>& in(const Lists& lists, const std::string& id);

  Lists stations_;
  Lists phones_;
  Lists channels_;
  std::map<std::string, std::string> villages_;
};

}  // namespace fenghuo::simulator
