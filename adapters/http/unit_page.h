// The plain page of a unit that is sent somewhere: we go, we are there, it is done, we can't.
#pragma once

#include <optional>
#include <vector>

#include "adapters/credentials.h"
#include "adapters/http/everyday_page.h"
#include "adapters/http/message.h"
#include "engine/event.pb.h"
#include "engine/standing.pb.h"

namespace fenghuo::adapters {

/// Nothing where the link is about something else, or the person's unit isn't sent there any more.
std::optional<PagePart> unit_part(const wire::Plan& plan, const wire::Standing& standing,
                                  const Credentials::Link& link);

/// What the person has sent; nothing where the unit isn't sent there any more.
std::optional<wire::Event> unit_event(const wire::Plan& plan, const wire::Standing& standing,
                                      const Form& form, const Credentials::Link& link);

}  // namespace fenghuo::adapters
