//! Renders every page with sample data in every language and checks what all pages must keep.
