//! API: every address of the web page, with everything that does not belong there.

use super::addresses::{STREAM, scene, served, turned_away};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use crate::tests::remote::Answer;
use http::{Method, StatusCode, header};

/// Whether a page says that nothing may run in it but what is ours, and that it stands in no frame (CSP 3 §6.1.3, §6.3.2).
fn guarded(answer: &Answer) -> bool {
    let policies: Vec<&str> =
        answer.headers.get_all(header::CONTENT_SECURITY_POLICY).iter().map(|policy| policy.to_str().unwrap()).collect();
    let [policy] = policies.as_slice() else { return false };
    policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe")
}

on_both_databases! {
    async fn api_02_03_05_26_31_htm_19_20_strange_addresses_are_no_fault_of_ours(database: TestDatabase) {
        let (scene, _) = scene(database).await;
        let mut browser = Browser::logged_in(&scene.test, "vera").await;
        let long = "a".repeat(3_000);
        let parts = [
            "%00", "%ff", "..%2f..%2fetc", "..;", "%252e%252e", "-1", "0", "9223372036854775807", "9223372036854775808", "1e3", "%0d%0ax:y",
            "%F0%9F%98%80", "'%20OR%201=1--", "%3Cscript%3E", "*)(uid=*", long.as_str(),
        ];
        let many: String = (0..5_000).map(|number| format!("&a{number}=1")).collect();
        let queries = [
            "vor=1e18", "vor=-1", "vor=9223372036854775808", "vor=", "seite=-1", "seite=99999999999999999999", "q=%00", "q=%ff", "q='%22%25_%5C",
            "q=%22%22%22*", "typ=nichts';DROP%20TABLE%20objects--", "tage=-3", "sort=password", "suche=%00", "q=a&q=b", "vor[]=1", many.as_str(),
        ];
        let mut wrong = Vec::new();
        let (pages, _) = served();
        for path in pages.into_iter().filter(|path| path != STREAM) {
            let mut addresses: Vec<String> = queries.iter().map(|query| format!("{}?{query}", path.replace(['{', '}'], ""))).collect();
            if let (Some(begin), Some(end)) = (path.find('{'), path.rfind('}')) {
                addresses.extend(parts.iter().map(|part| format!("{}{part}{}", &path[..begin], &path[end + 1..])));
            }
            for address in addresses {
                let answer = browser.get(&address).await;
                let shown: String = address.chars().take(80).collect();
                if answer.status.is_server_error() {
                    wrong.push(format!("GET {shown}: {}", answer.status));
                }
                // Whoever is refused reads it on a page of ours, not in the words of a library.
                let kind = answer.headers.get(header::CONTENT_TYPE).map_or("", |kind| kind.to_str().unwrap());
                if answer.status.is_client_error() && !kind.starts_with("text/html") && !path.starts_with("/assets") && !path.starts_with("/media") && !answer.body.is_empty() {
                    wrong.push(format!("GET {shown}: {} as {kind}: {:.80}", answer.status, answer.body));
                }
                if kind.starts_with("text/html") && !guarded(&answer) {
                    wrong.push(format!("GET {shown} without a policy"));
                }
                if answer.headers.contains_key("x") {
                    wrong.push(format!("GET {shown} set a header"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn api_04_24_25_strange_forms_are_no_fault_of_ours(database: TestDatabase) {
        let (scene, examples) = scene(database).await;
        let mut wrong = Vec::new();
        let before = scene.state().await;
        let (_, forms) = served();
        for path in forms {
            // Each by a fresh login: some of them end it.
            let mut browser = Browser::new(&scene.test);
            let visitor = scene.test.browser(examples.member).await;
            browser.cookies.insert("session".to_owned(), visitor.cookie.trim_start_matches("session=").to_owned());
            let address = examples.address(&path);
            let boundary = "multipart/form-data; boundary=x";
            let csrf = visitor.csrf.as_str();
            let unfinished = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x\r\nContent-Disposition: form-d");
            let parts = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n")
                + &"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".repeat(10_000)
                + "--x--\r\n";
            for (kind, body) in [
                ("application/x-www-form-urlencoded", String::new()),
                ("application/x-www-form-urlencoded", "\0&=&csrf".to_owned()),
                ("application/x-www-form-urlencoded", "csrf=%ff%00&reason=%00".to_owned()),
                ("application/json", format!("{{\"csrf\":\"{csrf}\",\"is_admin\":true}}")),
                ("text/plain", format!("csrf={csrf}")),
                ("", String::new()),
                (boundary, String::new()),
                (boundary, unfinished),
                (boundary, parts),
                ("multipart/form-data", "--x".to_owned()),
            ] {
                let answer = browser.ask(Method::POST, &address, &[("content-type", kind), ("sec-fetch-site", "same-origin")], body).await;
                let refused = answer.status.is_client_error() || (answer.status == StatusCode::SEE_OTHER && turned_away(&answer, false));
                if !refused {
                    wrong.push(format!("POST {address} with {kind:?}: {}", answer.status));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(scene.state().await, before);
    }
}
