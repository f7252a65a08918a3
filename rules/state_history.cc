#include "rules/history.h"

namespace fenghuo::rules {

void StateHistory::reshape(const HistoryShape& shape) {
  end_calm();
  told_answers();
  kept_.reshape(shape, series_);
}

void StateHistory::take_all_noted() const {
  static_assert(kStatesNotedMax <= Extreme::kTogetherMax);
  const StateCalm::Samples noted = calm_.take_all();
  series_.append(noted.all());
  kept_.appended(series_, noted.all());
}

Taken StateHistory::put(const Sample& sample, const HistoryShape& shape) {
  if (sample.at < series_.back().at - shape.lateness || !series_.reaches(sample.at))
    return Taken::late;
  const auto replaced = series_.put(sample);
  kept_.put(series_, sample, replaced);
  return Taken::taken;
}

Reading StateHistory::answer_more(const SeriesCall& call, Slot slot,
                                  std::optional<Instant> over) const {
  // Places are unchecked: the shape that has made the windows has made them.
  switch (slot.kind) {
    case Slot::sum:
      return value(kept_.window(slot.place).sum());
    case Slot::avg: {
      const Window& window = kept_.window(slot.place);
      return {true, quotient(window.sum(), kept_.decimals(), window.count())};
    }
    case Slot::count:
      return {true, static_cast<double>(kept_.window(slot.place).count())};
    case Slot::first:
      return value(kept_.window(slot.place).oldest().value);
    case Slot::delta:
      return value(series_.back().value - kept_.window(slot.place).oldest().value);
    case Slot::rate:
      return rate(kept_.window(slot.place));
    case Slot::rolling:
      return kept_.rolling(slot.place).answer(series_);
    case Slot::scan:
      return scan(call, over.value_or(series_.back().at));
    case Slot::last:
    case Slot::extreme:
    case Slot::none:
    case Slot::totals:
      break;
  }
  return {};
}

// An hour, end to end.
Reading StateHistory::rate(const Window& window) const {
  return hourly_rate(window.oldest(), series_.back(), kept_.decimals());
}

// A tumbling window is looked at once, when it is over; others that aren't kept, whenever they are
// asked.
Reading StateHistory::scan(const SeriesCall& call, Instant over) const {
  Rolling rolling(std::make_shared<const SeriesCall>(call), kept_.decimals());
  if (call.kind == WindowKind::tumbling) return rolling.answer_over(series_, over);
  rolling.rebuild(series_);
  return rolling.answer(series_);
}

std::size_t StateHistory::bytes() const {
  return sizeof(*this) - sizeof(series_) + series_.bytes() + kept_.bytes();
}

}  // namespace fenghuo::rules
