# quoth_library(), quoth_test() and what every target shares.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(QUOTH_CCACHE ccache)
if(QUOTH_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${QUOTH_CCACHE}")
endif()

macro(quoth_find_dependencies)
  find_package(Threads REQUIRED)
  find_package(PkgConfig REQUIRED)
  find_package(Boost 1.81 REQUIRED)
  find_package(RocksDB REQUIRED)
  find_package(fmt REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(ICU REQUIRED COMPONENTS uc i18n)
  find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)
  find_package(ZLIB REQUIRED)
  pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
  pkg_check_modules(libzstd REQUIRED IMPORTED_TARGET libzstd)
  pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
  pkg_check_modules(libedit REQUIRED IMPORTED_TARGET libedit)
  find_library(QUOTH_STEMMER_LIBRARY stemmer REQUIRED)
  find_path(QUOTH_STEMMER_INCLUDE_DIR libstemmer.h REQUIRED)
  if(NOT TARGET Snowball::stemmer)
    add_library(Snowball::stemmer UNKNOWN IMPORTED)
    set_target_properties(Snowball::stemmer PROPERTIES
      IMPORTED_LOCATION "${QUOTH_STEMMER_LIBRARY}"
      INTERFACE_INCLUDE_DIRECTORIES "${QUOTH_STEMMER_INCLUDE_DIR}")
  endif()
endmacro()

# Warnings, sanitizers and the include root, for every target of the project.
function(quoth_target_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # gcc 12 sees overlaps in std::string's own code where there are none (PR 105651, 105329), and members of an empty
    # std::optional that nobody reads (PR 80635).
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-maybe-uninitialized)
  endif()
  if(QUOTH_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(QUOTH_SANITIZE)
    target_compile_options(${target} PUBLIC -fsanitize=${QUOTH_SANITIZE} -fno-omit-frame-pointer
      -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${QUOTH_SANITIZE})
  endif()
endfunction()

# quoth_library(NAME HEADERS … SOURCES … [DEPENDS …] [PRIVATE_DEPENDS …])
# A layer: the static library quoth::NAME whose headers are included as "NAME/header.h". HEADERS are public and
# installed; what is in PRIVATE_DEPENDS stays invisible to the layers above.
function(quoth_library name)
  cmake_parse_arguments(ARG "" "" "HEADERS;SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(quoth_${name} STATIC ${ARG_SOURCES})
  add_library(quoth::${name} ALIAS quoth_${name})
  set_target_properties(quoth_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON
    VERIFY_INTERFACE_HEADER_SETS ON LINKER_LANGUAGE CXX)
  target_sources(quoth_${name} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${ARG_HEADERS})
  target_link_libraries(quoth_${name} PUBLIC ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS})
  quoth_target_defaults(quoth_${name})
  install(TARGETS quoth_${name} EXPORT quothTargets
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/quoth")
endfunction()

# quoth_embed(TARGET FUNCTION FILE): gives TARGET the function std::string_view quoth::repl::FUNCTION(), the text of FILE.
function(quoth_embed target function file)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp")
  add_custom_command(OUTPUT "${source}"
    COMMAND "${CMAKE_COMMAND}" -DIN=${file} -DOUT=${source} -DNAMESPACE=quoth::repl -DNAME=${function}
      -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/embed.cmake" VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()

# quoth_test(NAME [SOURCES …] [DEPENDS …] [LABELS …]): a doctest program, each test case a ctest test.
function(quoth_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LABELS" ${ARGN})
  add_executable(${name}_test ${ARG_SOURCES})
  target_link_libraries(${name}_test PRIVATE quoth_test_main ${ARG_DEPENDS})
  quoth_target_defaults(${name}_test)
  if(NOT ARG_LABELS)
    set(ARG_LABELS quick)
  endif()
  doctest_discover_tests(${name}_test TEST_PREFIX "${name}: " PROPERTIES LABELS "${ARG_LABELS}")
endfunction()

function(quoth_install_package)
  install(EXPORT quothTargets NAMESPACE quoth:: DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/quoth")
  configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/quothConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/quothConfig.cmake" INSTALL_DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/quoth")
  write_basic_package_version_file("${PROJECT_BINARY_DIR}/quothConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
  install(FILES "${PROJECT_BINARY_DIR}/quothConfig.cmake" "${PROJECT_BINARY_DIR}/quothConfigVersion.cmake"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/quoth")
endfunction()
