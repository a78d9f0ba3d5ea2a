#include "server/form.h"

#include <algorithm>
#include <boost/url/encode.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "base/utf8.h"

namespace quoth::server {
namespace {

namespace urls = boost::urls;

// A space is a plus in a form.
const urls::encoding_opts kFormOptions(true);

Result<std::string> decode(std::string_view text) {
  const auto escaped = urls::make_pct_string_view(text);
  if (!escaped) return Error{ErrorCode::kSyntax, "a '%' in the parameters lacks its two digits", {}, {}};
  std::string decoded = escaped->decode(kFormOptions);
  if (utf8::find_invalid(decoded) != std::string::npos)
    return Error{ErrorCode::kSyntax, "the parameters are no UTF-8", {}, {}};
  return decoded;
}

}  // namespace

Result<Form> parse_form(std::string_view text) {
  Form form;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('&', begin), text.size());
    const std::string_view field = text.substr(begin, end - begin);
    begin = end + 1;
    if (field.empty()) continue;
    const std::size_t equals = std::min(field.find('='), field.size());
    QUOTH_TRY(std::string name, decode(field.substr(0, equals)));
    QUOTH_TRY(std::string value, decode(field.substr(std::min(equals + 1, field.size()))));
    form.emplace_back(std::move(name), std::move(value));
  }
  return form;
}

std::string encode_form(const Form& form) {
  std::string text;
  for (const auto& [name, value] : form) {
    if (!text.empty()) text += '&';
    text += urls::encode(name, urls::unreserved_chars, kFormOptions);
    text += '=';
    text += urls::encode(value, urls::unreserved_chars, kFormOptions);
  }
  return text;
}

}  // namespace quoth::server
