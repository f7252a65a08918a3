# With FENGHUO_UNITY the compiler reads some eight files of a target as one: what they include and
# instantiate is read once for all of them, and `./test` from zero takes little more than half. Names
# without linkage of such files must then differ; a file whose names don't is left apart. Which files
# go together follows from their names, so that a new one changes its own group alone, but where a
# target passes 10, 20, 40 ... files and its groups double.

# apart(FILES ...): files of this folder that are compiled by themselves.
function(apart)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

function(group_files_of target)
  get_target_property(kind ${target} TYPE)
  if(NOT kind MATCHES "LIBRARY|EXECUTABLE" OR kind STREQUAL "INTERFACE_LIBRARY")
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  get_target_property(folder ${target} SOURCE_DIR)
  list(LENGTH sources count)
  set(groups 1)
  set(room 10)
  while(count GREATER room)
    math(EXPR groups "2 * ${groups}")
    math(EXPR room "2 * ${room}")
  endwhile()
  foreach(source ${sources})
    get_filename_component(name ${source} NAME)
    string(MD5 hash ${name})
    string(SUBSTRING ${hash} 0 6 hash)
    math(EXPR group "0x${hash} % ${groups}")
    get_filename_component(source ${source} ABSOLUTE BASE_DIR ${folder})
    set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# Of all targets of the folder and those below.
function(group_files folder)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target ${targets})
    group_files_of(${target})
  endforeach()
  get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(next ${below})
    group_files(${next})
  endforeach()
endfunction()
