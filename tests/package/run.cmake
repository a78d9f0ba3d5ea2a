# Installs quoth into a folder of its own, and builds and runs a program against what is there.
# -DBUILD=… -DSOURCE=… -DWORK=… -DCOMPILER=… -DBUILD_TYPE=… -DFLAGS=…
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    string(JOIN " " command ${ARGV})
    message(FATAL_ERROR "${command}: ${status}\n${output}\n${errors}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/prefix")
run("${CMAKE_COMMAND}" -G Ninja -S "${SOURCE}" -B "${WORK}/build" "-DCMAKE_PREFIX_PATH=${WORK}/prefix"
  "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_BUILD_TYPE=${BUILD_TYPE}" "-DCMAKE_CXX_FLAGS=${FLAGS}")
run("${CMAKE_COMMAND}" --build "${WORK}/build")

run("${WORK}/build/uses_quoth" "${WORK}/news.db" "${SOURCE}/claims.trig")
if(NOT output STREQUAL "3 quads\n(:Russia :annexed :Crimea)\n")
  message(FATAL_ERROR "the program printed:\n${output}")
endif()
run("${WORK}/prefix/bin/quoth" --db "${WORK}/news.db" ask "Obama said ?what")
if(NOT output MATCHES ":Russia :annexed :Crimea")
  message(FATAL_ERROR "the installed command printed:\n${output}")
endif()
file(REMOVE_RECURSE "${WORK}")
