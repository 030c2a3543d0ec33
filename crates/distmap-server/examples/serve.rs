//! Serves a state directory on port 4566 until Ctrl-C: `cargo run --example serve -- DIR`.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use distmap_engine::Engine;
use distmap_server::{Credentials, Endpoint, ListenOptions};
use distmap_store::Store;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("which state directory?")?;
    let endpoint = Endpoint::open(Store::open(Path::new(&dir))?, Engine::builder()).await?;
    let credentials =
        Credentials { access_key_id: "test".into(), secret_access_key: "test".into() };
    let options = ListenOptions { credentials: vec![credentials], ..ListenOptions::default() };
    let server = endpoint.listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 4566)), options).await?;
    #[allow(clippy::print_stdout)]
    {
        println!(
            "export AWS_ENDPOINT_URL={} AWS_DEFAULT_REGION={}",
            server.url(),
            endpoint.region()
        );
    }
    tokio::signal::ctrl_c().await?;
    server.stop().await;
    Ok(())
}
