# Runs examples/embed.cpp on the example and compares what it prints.
file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
execute_process(COMMAND "${EMBED}" "${WORK}/db" "${ROOT}/examples/ukraine-2014.trig" "who warned Russia?"
  OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "embed ended with ${status}: ${errors}")
endif()
foreach(expected "419 quads read, 419 new\nwho " "\nNATO  " "\n4 rows\n")
  string(FIND "${output}" "${expected}" place)
  if(place EQUAL -1)
    message(FATAL_ERROR "expected in the output:\n${expected}\nbut it was:\n${output}")
  endif()
endforeach()
