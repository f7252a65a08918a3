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

/// The begin of a form whose buttons mean different things. The keyboard's Enter would press the
/// first of them, a yes for instance, under a no's reason: where that is one that is off, it
/// presses none.
std::string begin_form();

/// A button of a form: what it sends under `name`, how it looks (main, help, or none).
std::string button(const std::string& name, const std::string& value, const std::string& style,
                   const Text& words);

/// The number with which a page of ours was made, its field "once": what is sent twice is taken
/// once. Empty where there is none.
std::string once_in(const Form& form);

/// In the colour of the level.
std::string heading(std::uint32_t level, const Text& text);

/// A paragraph that says what has happened (done) or what is still wanted (again).
std::string notice(const char* style, const Text& words);

/// A whole page to the person of the link, marked where it is an exercise.
HttpResponse plain_page(const Service& service, const HttpRequest& request,
                        const Credentials::Link& link, const Text& title, const std::string& body);

/// For a form of more than kFormBytesMax.
HttpResponse form_too_large(const HttpRequest& request);

/// For a link that is not ours.
HttpResponse no_such_page(const HttpRequest& request);

}  // namespace fenghuo::adapters
