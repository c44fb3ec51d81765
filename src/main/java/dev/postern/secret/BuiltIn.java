package dev.postern.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules for those who name no file: credentials whose form their issuers document, private keys, and what is assigned to names of secrets. The word is what is looked for first; it stands in
 * each match.
 */
final class BuiltIn {

    /** Between a name and its value, in JSON (also inside of a string), YAML, properties, shell and most languages. */
    private static final String ASSIGNED = "\\\\?[\"']?[ \\t]{0,3}(?:=>|:=|=|:)[ \\t]{0,3}\\\\?[\"']?";

    private record Row(String id, double entropy, String pattern, String... words) {}

    private static final List<Row> ROWS = List.of(
            new Row("aws-access-key-id", 3, "\\b((?:AKIA|ASIA)[A-Z2-7]{16})\\b", "akia", "asia"),
            new Row("aws-secret-access-key", 4, "(?i)aws_?[a-z]{0,12}_?(?:secret)?_?(?:access)?_?key" + ASSIGNED + "([a-z0-9/+]{40})(?:[^a-z0-9/+=]|$)", "aws"),
            new Row("gcp-api-key", 3, "\\b(AIza[\\w-]{35})(?:[^\\w-]|$)", "aiza"),
            new Row("gcp-oauth-client-secret", 3, "\\b(GOCSPX-[\\w-]{28})(?:[^\\w-]|$)", "gocspx-"),
            new Row("gcp-oauth-access-token", 3, "\\b(ya29\\.[\\w-]{30,512})", "ya29."),
            new Row("azure-storage-account-key", 4, "(?i)AccountKey=([a-z0-9+/]{86}==)", "accountkey="),
            new Row("azure-client-secret", 3, "(?:^|[^\\w~.-])([\\w~.-]{3}\\dQ~[\\w~.-]{31,34})(?:[^\\w~.-]|$)", "q~"),
            new Row("azure-sas-signature", 3, "[?&]sig=([A-Za-z0-9%+/]{43,64}(?:%3[dD]|=))", "sig="),
            new Row("github-token", 3, "\\b(gh[pousr]_[A-Za-z0-9]{36,255})\\b", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
            new Row("github-fine-grained-token", 3, "\\b(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\\b", "github_pat_"),
            new Row("gitlab-token", 3, "\\b(gl(?:pat|dt|rt|cbt|ptt|ft|soat|oas|agent|imt|ffct)-[\\w-]{20,64})", "gl"),
            new Row("slack-token", 3, "\\b(xox[abeoprs](?:\\.xox[bp])?-[\\w-]{10,250})", "xox"),
            new Row("slack-app-token", 3, "\\b(xapp-\\d-[A-Z0-9]{9,13}-\\d{10,16}-[a-f0-9]{64})\\b", "xapp-"),
            new Row("slack-webhook", 3, "(hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/]{40,60})", "hooks.slack.com"),
            new Row("stripe-key", 2.5, "\\b((?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,247})\\b", "sk_", "rk_"),
            new Row("stripe-webhook-secret", 3, "\\b(whsec_[A-Za-z0-9+/]{32,64})", "whsec_"),
            new Row("npm-token", 3, "\\b(npm_[A-Za-z0-9]{36})\\b", "npm_"),
            new Row("pypi-token", 3, "\\b(pypi-AgE[\\w-]{50,1000})", "pypi-age"),
            new Row("rubygems-key", 3, "\\b(rubygems_[0-9a-f]{48})\\b", "rubygems_"),
            new Row("docker-token", 3, "\\b(dckr_pat_[\\w-]{27})(?:[^\\w-]|$)", "dckr_pat_"),
            new Row("openai-key", 3, "\\b(sk-(?:proj|svcacct|admin)-[\\w-]{40,200}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})", "sk-"),
            new Row("anthropic-key", 3, "\\b(sk-ant-(?:api|admin|oat)\\d\\d-[\\w-]{80,120})", "sk-ant-"),
            new Row("huggingface-token", 3, "\\b(hf_[A-Za-z]{34})\\b", "hf_"),
            new Row("twilio-api-key", 3, "\\b(SK[0-9a-f]{32})\\b", "sk"),
            new Row("sendgrid-key", 3, "\\b(SG\\.[\\w-]{22}\\.[\\w-]{43})(?:[^\\w-]|$)", "sg."),
            new Row("mailgun-key", 3, "\\b(key-[0-9a-f]{32})\\b", "key-"),
            new Row("mailchimp-key", 3, "\\b([0-9a-f]{32}-us\\d{1,2})\\b", "-us"),
            new Row("digitalocean-token", 3, "\\b(do[opr]_v1_[0-9a-f]{64})\\b", "do"),
            new Row("databricks-token", 3, "\\b(dapi[0-9a-f]{32}(?:-\\d)?)\\b", "dapi"),
            new Row("vault-token", 3, "\\b(hv[sb]\\.[\\w-]{24,300})", "hvs.", "hvb."),
            new Row("terraform-token", 3, "\\b([A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,70})", ".atlasv1."),
            new Row("heroku-key", 3, "\\b(HRKU-[\\w-]{36,64})(?:[^\\w-]|$)", "hrku-"),
            new Row("shopify-token", 2, "\\b(shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32})\\b", "shp"),
            new Row("square-token", 3, "\\b(sq0(?:atp|csp)-[\\w-]{22,43})(?:[^\\w-]|$)", "sq0"),
            new Row("telegram-bot-token", 3, "\\b(\\d{8,10}:AA[\\w-]{33})(?:[^\\w-]|$)", ":aa"),
            new Row("discord-webhook", 3, "(discord(?:app)?\\.com/api/webhooks/\\d{17,20}/[\\w-]{60,80})", "discord"),
            new Row("grafana-token", 3, "\\b(glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|glc_eyJ[A-Za-z0-9+/]{40,400}={0,2})", "glsa_", "glc_"),
            new Row("new-relic-key", 3, "\\b(NRAK-[A-Z0-9]{27})\\b", "nrak-"),
            new Row("postman-key", 3, "\\b(PMAK-[0-9a-f]{24}-[0-9a-f]{34})\\b", "pmak-"),
            new Row("linear-key", 3, "\\b(lin_api_[A-Za-z0-9]{40})\\b", "lin_api_"),
            new Row("notion-token", 3, "\\b(ntn_[A-Za-z0-9]{46})\\b", "ntn_"),
            new Row("dynatrace-token", 3, "\\b(dt0c01\\.[A-Z2-7]{24}\\.[A-Z2-7]{64})\\b", "dt0c01."),
            new Row("age-secret-key", 3, "\\b(AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58})\\b", "age-secret-key-1"),
            new Row("private-key", 0, "-----BEGIN[ A-Z0-9]{0,40}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]{64,}?-----END[ A-Z0-9]{0,40}PRIVATE KEY(?: BLOCK)?-----", "-----begin"),
            new Row("authorization-header", 2.5, "(?i)authorization" + ASSIGNED + "(?:basic[ \\t]{1,3}([a-z0-9+/]{12,800}={0,2})|(?:bearer|token)[ \\t]{1,3}([\\w.~+/-]{16,1000}={0,2}))", "authorization"),
            new Row("password-in-url", 2.5, "://[^\\s:/@\"'<>{}$%*]{1,64}:([^\\s:/@\"'<>{}$*]{6,128})@[\\w.-]{3,}", "://"),
            new Row("generic-assignment", 2.5, "(?i)(?:passw(?:or)?d|passphrase|secret|token|creds|credentials?|(?:api|access|auth|private|signing|encryption|master|account|storage|shared|deploy|admin)[_.-]?key)"
                    + "[\\w.-]{0,12}" + ASSIGNED + "([\\w+/=.~!@#%^&*-]{8,150})(?:[\\s\"'\\\\,;)\\]}<]|$)",
                    "passwd", "password", "passphrase", "secret", "token", "creds", "credential", "key"));

    private BuiltIn() {}

    static List<SecretRule> rules() {
        List<SecretRule> rules = new ArrayList<>();
        for (Row row : ROWS) {
            rules.addAll(RuleCompiler.rules(row.id, row.pattern, 0, List.of(row.words), row.entropy, Optional.empty(), List.of()));
        }
        return rules;
    }

    static int size() {
        return ROWS.size();
    }
}
