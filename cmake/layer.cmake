# layer(NAME SOURCES ... USES ...): one folder, one static library, linked with what its floor may
# use and nothing else. A static library hides undefined symbols, so each is also linked whole into
# an empty program: a call to a floor that is not declared fails there.
function(layer name)
  cmake_parse_arguments(L "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${L_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${L_USES} PRIVATE fenghuo_flags)
  set(source ${CMAKE_BINARY_DIR}/link_tests/${name}.cc)
  file(GENERATE OUTPUT ${source} CONTENT "int main() { return 0; }\n")
  add_executable(${name}_link_test ${source})
  target_link_libraries(${name}_link_test PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,${name}>" ${L_USES})
  add_test(NAME ${name}_links_alone COMMAND ${name}_link_test)
  set_tests_properties(${name}_links_alone PROPERTIES LABELS tidy)
endfunction()
