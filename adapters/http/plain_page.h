// The plain pages behind a link in a message: HTML without script or picture, in large type, both
// languages on one page. They must work on the oldest phone in the village and on a bad line.
#pragma once

#include <string>
#include <string_view>

#include "adapters/credentials.h"
#include "adapters/http/message.h"
#include "adapters/http/service.h"
#include "engine/text.h"

namespace fenghuo::adapters {

/// Chinese first: there is nothing to choose and nothing to find.
std::string both(const Text& text);

/// For between the quotes of an attribute.
std::string attribute(std::string_view text);

/// A button of a form: what it sends under `name`, how it looks (main, help, or none).
std::string button(const std::string& name, const std::string& value, const std::string& style,
                   const Text& words);

/// In the colour of the level.
std::string heading(std::uint32_t level, const Text& text);

/// A paragraph that says what has happened (done) or what is still wanted (again).
std::string notice(const char* style, const Text& words);

/// A whole page to the person of the link, marked where it is an exercise.
HttpResponse plain_page(const Service& service, const HttpRequest& request,
                        const Credentials::Link& link, const Text& title, const std::string& body);

/// For a link that is not ours.
HttpResponse no_such_page(const HttpRequest& request);

}  // namespace fenghuo::adapters
