// The plain page of everyday work: "I am here" of a contact test; "it is done" of a patrol, a
// visit, a stock check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/credentials.h"
#include "adapters/http/message.h"
#include "engine/event.pb.h"
#include "engine/standing.pb.h"
#include "engine/text.h"

namespace fenghuo::adapters {

struct PagePart {
  Text title;
  std::string body;
};

/// Nothing where the link is about something else, or what it was about is over.
std::optional<PagePart> everyday_part(const wire::Standing& standing,
                                      const Credentials::Link& link);

/// What the person has sent. Whoever has found something reports it, so that rules see it too.
std::vector<wire::Event> everyday_events(const wire::Standing& standing, const Form& form,
                                         const Credentials::Link& link);

}  // namespace fenghuo::adapters
