#include "rules/feeding.h"

namespace fenghuo::rules {

void Feeding::begin(std::size_t readers) {
  fed_.clear();
  answers_.clear();
  moved_.clear();
  portions_.resize(readers);
  for (auto& portions : portions_) portions.clear();
}

const Fed* Feeding::answered_before(std::span<const Portion> portions, std::size_t i) const {
  for (std::size_t j = i; j > 0 && portions[j - 1].site == portions[i].site; --j)
    if (fed_[portions[j - 1].fed].answered) return &fed_[portions[j - 1].fed];
  return nullptr;
}

}  // namespace fenghuo::rules
