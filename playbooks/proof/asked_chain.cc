#include "playbooks/proof/asked_chain.h"

#include <algorithm>

namespace fenghuo::playbooks {

std::vector<Link> links_of(const Handbook& handbook, const wire::Question& question,
                           const std::string& area) {
  std::vector<Link> links;
  const auto add = [&](const std::string& duty) {
    const auto* held = handbook.duty_for(area, duty);
    links.push_back({duty, held == nullptr ? "" : held->holder()});
  };
  for (const auto& duty : question.chain()) add(duty);
  if (links.empty()) add(std::string(kDutyOfficer));
  return links;
}

// As Desk::open_decision() and pass_on() do it: a chain of nobody runs out once, too.
AskedChain asked_chain(const Handbook& handbook, const wire::Question& question,
                       const std::string& area) {
  AskedChain chain;
  if (question.release() == wire::Question::AT_ONCE) return chain;
  chain.asked = links_of(handbook, question, area);
  std::erase_if(chain.asked, [](const Link& link) { return link.owner.empty(); });
  chain.each = std::max(kRungWaitMin, Span{question.within_ms()});
  chain.all = chain.each * std::max<std::int64_t>(1, std::ssize(chain.asked));
  return chain;
}

}  // namespace fenghuo::playbooks
