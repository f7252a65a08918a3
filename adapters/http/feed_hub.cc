#include "adapters/http/feed_hub.h"

#include "engine/event.pb.h"

namespace fenghuo::adapters {

void FeedHub::committed() {
  while (true) {
    auto item = news_.next();
    if (!item || !*item) break;  // damage is told to the reader that meets it
    const auto* entry = std::get_if<Entry>(&**item);
    if (entry != nullptr)
      for (const auto& hear : hear_) hear(*entry);
    // Registrations are never skipped: they are no raw observations.
    if (entry == nullptr || entry->record.header.retention != Retention::permanent) continue;
    wire::Event event;
    if (!event.ParseFromString(entry->record.payload) || !event.has_datastreams_registered())
      continue;
    for (const auto& added : event.datastreams_registered().datastreams())
      if (added.id() == datastreams_.count())
        datastreams_.add(added.station(), added.property(),
                         static_cast<std::uint8_t>(added.decimals()));
  }
  for (const auto& wake : wakes_) wake();
}

}  // namespace fenghuo::adapters
