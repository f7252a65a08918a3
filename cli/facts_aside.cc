#include "cli/facts_aside.h"

#include <utility>

namespace fenghuo::cli {
namespace {

constexpr std::size_t kFactsPerBatch = 256;
constexpr std::size_t kBatches = 8;

}  // namespace

FactsAside::FactsAside(const ReplayTakes& takes) : handover_(kBatches) {
  thread_ = std::thread([this, &takes] {
    while (auto batch = handover_.take()) {
      for (const auto& [id, recorded_at, fact] : *batch) takes.take_fact(id, recorded_at, fact);
      batch->clear();
      handover_.give_back(std::move(*batch));
    }
  });
}

FactsAside::~FactsAside() {
  hand_over();
  handover_.close();
  thread_.join();
}

void FactsAside::take(std::span<const Entry> entries) {
  for (const auto& entry : entries) {
    const auto& header = entry.record.header;
    for (std::uint32_t i = 0; i < entry.facts.size(); ++i) {
      if (!batch_) batch_ = handover_.to_fill();
      batch_->push_back({{header.offset, i}, header.recorded_at, entry.facts[i]});
      if (batch_->size() == kFactsPerBatch) hand_over();
    }
  }
}

void FactsAside::hand_over() {
  if (batch_) handover_.give(std::move(*batch_));
  batch_.reset();
}

}  // namespace fenghuo::cli
