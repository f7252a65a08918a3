// Whom the desk asks for a decision when nobody decides, and when.
#pragma once

#include <string>
#include <vector>

#include "engine/time.h"
#include "playbooks/handbook.h"

namespace fenghuo::playbooks {

struct Link {
  std::string duty;
  std::string owner;  // empty: nobody holds it there
};

/// The links as the plan has them; of a question without any, the township's duty officer.
std::vector<Link> links_of(const Handbook& handbook, const wire::Question& question,
                           const std::string& area);

struct AskedChain {
  std::vector<Link> asked;  // those that somebody holds: the others are passed over at once
  Span each{};              // to decide
  Span all{};               // until nobody is left; 0: the plan has said yes beforehand
};

AskedChain asked_chain(const Handbook& handbook, const wire::Question& question,
                       const std::string& area);

}  // namespace fenghuo::playbooks
