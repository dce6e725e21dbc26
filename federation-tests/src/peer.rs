//! Another server's raw side.
