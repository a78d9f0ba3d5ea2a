// Hashes of strings (SPARQL 17.4.6), in lower-case hexadecimal digits.
#include <openssl/evp.h>

#include <array>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"

namespace quoth {
namespace {

template <const EVP_MD* (*Algorithm)()>
Optional hash(Arguments& arguments) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const TermArgument text(arguments, 0);
  if (!text || !is_plain_string(*text)) return std::nullopt;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  const std::string& bytes = text->text();
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, Algorithm(), nullptr) != 1)
    return std::nullopt;  // a library that does not offer it
  std::string out;
  for (unsigned i = 0; i < size; ++i) out += {kHex[digest[i] >> 4], kHex[digest[i] & 15]};
  return plain_string(std::move(out));
}

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"md5", "MD5", 1, 1, kLiteral, hash<EVP_md5>},
    Function{"sha1", "SHA1", 1, 1, kLiteral, hash<EVP_sha1>},
    Function{"sha256", "SHA256", 1, 1, kLiteral, hash<EVP_sha256>},
    Function{"sha384", "SHA384", 1, 1, kLiteral, hash<EVP_sha384>},
    Function{"sha512", "SHA512", 1, 1, kLiteral, hash<EVP_sha512>},
};

}  // namespace

std::span<const Function> hash_functions() { return kFunctions; }

}  // namespace quoth
