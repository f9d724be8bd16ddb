# The Debian packages: cmake --build --preset package --target package. One a component: cospaced, callbridge-sim, and the
# library with what is needed to write against it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME cospaced)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The developers of cospaced <cospaced@example.com>")
set(CPACK_PACKAGE_VENDOR cospaced)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL service simulator library dev)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_SERVICE_PACKAGE_NAME cospaced)
set(CPACK_DEBIAN_SERVICE_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVICE_PACKAGE_DEPENDS "systemd (>= 252), procps, tzdata, ca-certificates")
set(CPACK_DEBIAN_SERVICE_PACKAGE_SUGGESTS callbridge-sim)
set(CPACK_DEBIAN_SERVICE_DESCRIPTION "meeting scheduler for Cisco Meeting Server
cospaced takes bookings from calendars, keeps a pool of placeholder coSpaces
on a cluster of call bridges, starts each meeting in one of them, dials its
participants, extends and ends it, and moves on when a bridge fails.
.
The package has the service and cospacectl, the operator's command.")
set(CPACK_DEBIAN_SERVICE_PACKAGE_CONTROL_EXTRA
    "${CMAKE_CURRENT_LIST_DIR}/postinst;${CMAKE_CURRENT_LIST_DIR}/prerm;${CMAKE_CURRENT_LIST_DIR}/postrm")

set(CPACK_DEBIAN_SIMULATOR_PACKAGE_NAME callbridge-sim)
set(CPACK_DEBIAN_SIMULATOR_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SIMULATOR_PACKAGE_DEPENDS openssl)
set(CPACK_DEBIAN_SIMULATOR_DESCRIPTION "simulated cluster of Cisco Meeting Server call bridges
callbridge-sim answers as the API of a cluster of call bridges does, and
makes faults on demand: for trying cospaced without a server, for its tests,
and for those who write against that API.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libcospaced0)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA
    "${CMAKE_CURRENT_LIST_DIR}/libcospaced0/shlibs;${CMAKE_CURRENT_LIST_DIR}/libcospaced0/triggers")
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/trigger.cmake)
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "client library of the meeting scheduler cospaced
The shared library with which programs book meetings with cospaced, extend,
end and follow them, over its local socket or the loopback.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libcospaced-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "libcospaced0 (= ${PROJECT_VERSION}), libjansson-dev, libc6-dev")
set(CPACK_DEBIAN_DEV_PACKAGE_SUGGESTS callbridge-sim)
set(CPACK_DEBIAN_DEV_DESCRIPTION "client library of the meeting scheduler cospaced (development files)
The header, the static library, what pkg-config and CMake ask for, and
examples in C, Python and shell.")

# What every package of Debian has: who may use it how, and what changed.
set(changelog ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz)
if(GZIP)
  add_custom_command(OUTPUT ${changelog} COMMAND ${GZIP} -9nc ${CMAKE_CURRENT_LIST_DIR}/changelog > ${changelog}
                     DEPENDS ${CMAKE_CURRENT_LIST_DIR}/changelog)
  add_custom_target(changelog ALL DEPENDS ${changelog})
endif()
function(debian_papers package component)
  set(doc ${CMAKE_INSTALL_DATADIR}/doc/${package})
  install(FILES ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/copyright DESTINATION ${doc} COMPONENT ${component})
  install(FILES ${changelog} DESTINATION ${doc} COMPONENT ${component} OPTIONAL)
endfunction()
debian_papers(cospaced service)
debian_papers(callbridge-sim simulator)
debian_papers(libcospaced0 library)
debian_papers(libcospaced-dev dev)
include(CPack)
