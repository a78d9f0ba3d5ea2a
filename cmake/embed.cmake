# Writes OUT, a C++ source that defines the function NAME with the bytes of the text file IN:
#   std::string_view NAMESPACE::NAME() …
file(READ "${IN}" text)
string(FIND "${text}" ")embedded\"" clash)
if(NOT clash EQUAL -1)
  message(FATAL_ERROR "${IN} holds the mark that would end its literal")
endif()
file(WRITE "${OUT}" "#include <string_view>\n\nnamespace ${NAMESPACE} {\n
std::string_view ${NAME}() {
  static constexpr std::string_view kText = R\"embedded(${text})embedded\";
  return kText;
}

}  // namespace ${NAMESPACE}\n")
