//! What the fuzz targets compare the server's answers with. Nothing here uses the code it judges: HTML is read by another parser, digests
//! are another library's, signatures are put together anew from the text of the request, and pictures have other decoders.

pub mod html;
pub mod message;
pub mod picture;
