//! Several instances in one process, and foreign software beside them.
