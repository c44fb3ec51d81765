package dev.postern.seclang;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every directive that is known by name: ModSecurity 2.9's, those of version 3 that people carry over, and the two includes. */
sealed interface DirectiveName {

    String written();

    record Structured(Grammar grammar) implements DirectiveName {
        @Override
        public String written() {
            return grammar.written();
        }
    }

    record Set(SettingName setting) implements DirectiveName {
        @Override
        public String written() {
            return setting.written();
        }
    }

    /** Concerns ModSecurity's own files, logs or machinery alone: read, and without effect. */
    record WithoutEffect(String written, String reason) implements DirectiveName {}

    /** An error, since leaving it out in silence would leave something undone; but what is switched off by it is off. */
    record Unsupported(String written, String reason) implements DirectiveName {}

    String RECORD = "what is recorded, and where, is configured under audit";
    String UPLOADS = "nothing is written to files";
    String LIMITS = "connections are limited under listen.ingress.clients";
    String HASH = "links are not signed here";
    String REWRITE = "bodies are not rewritten by rules";

    List<DirectiveName> OTHERS = List.of(
            new WithoutEffect("SecAuditEngine", RECORD), new WithoutEffect("SecAuditLog", RECORD), new WithoutEffect("SecAuditLog2", RECORD),
            new WithoutEffect("SecAuditLogDirMode", RECORD), new WithoutEffect("SecAuditLogFileMode", RECORD), new WithoutEffect("SecAuditLogFormat", RECORD),
            new WithoutEffect("SecAuditLogParts", RECORD), new WithoutEffect("SecAuditLogPrefix", RECORD), new WithoutEffect("SecAuditLogRelevantStatus", RECORD),
            new WithoutEffect("SecAuditLogStorageDir", RECORD), new WithoutEffect("SecAuditLogType", RECORD),
            new WithoutEffect("SecDebugLog", "postern waf explain shows what rules do"), new WithoutEffect("SecDebugLogLevel", "postern waf explain shows what rules do"),
            new WithoutEffect("SecCacheTransformations", "what transformations make of a value is always kept for the exchange"),
            new WithoutEffect("SecDataDir", UPLOADS), new WithoutEffect("SecTmpDir", UPLOADS), new WithoutEffect("SecTmpSaveUploadedFiles", UPLOADS),
            new WithoutEffect("SecUploadDir", UPLOADS), new WithoutEffect("SecUploadFileMode", UPLOADS), new WithoutEffect("SecUploadKeepFiles", UPLOADS),
            new WithoutEffect("SecRequestBodyInMemoryLimit", "bodies are held in memory, within the limits"),
            new WithoutEffect("SecPcreMatchLimit", "matching takes linear time"), new WithoutEffect("SecPcreMatchLimitRecursion", "matching takes linear time"),
            new WithoutEffect("SecRulePerfTime", "what rules cost is in the metrics"), new WithoutEffect("SecSensorId", RECORD),
            new WithoutEffect("SecStatusEngine", "nothing is sent to the makers of ModSecurity"),

            new Unsupported("SecChrootDir", "run the process in a container"), new Unsupported("SecConnEngine", LIMITS), new Unsupported("SecConnReadStateLimit", LIMITS),
            new Unsupported("SecConnWriteStateLimit", LIMITS), new Unsupported("SecReadStateLimit", LIMITS), new Unsupported("SecWriteStateLimit", LIMITS),
            new Unsupported("SecContentInjection", REWRITE), new Unsupported("SecStreamInBodyInspection", REWRITE), new Unsupported("SecStreamOutBodyInspection", REWRITE),
            new Unsupported("SecCookiev0Separator", "cookies are separated by semicolons"),
            new Unsupported("SecDisableBackendCompression", "compressed answers are unpacked for inspection"),
            new Unsupported("SecGeoLookupDB", "there is no database of places"), new Unsupported("SecGsbLookupDB", "nothing is looked up while a request waits"),
            new Unsupported("SecHttpBlKey", "nothing is looked up while a request waits"), new Unsupported("SecGuardianLog", RECORD),
            new Unsupported("SecHashEngine", HASH), new Unsupported("SecHashKey", HASH), new Unsupported("SecHashMethodPm", HASH), new Unsupported("SecHashMethodRx", HASH),
            new Unsupported("SecHashParam", HASH),
            new Unsupported("SecInterceptOnError", "a rule that fails refuses the request"),
            new Unsupported("SecParseXmlIntoArgs", "XML is reached through XML:/* and XML://@*"),
            new Unsupported("SecRemoteRules", "rules are files"), new Unsupported("SecRemoteRulesFailAction", "rules are files"),
            new Unsupported("SecRequestEncoding", "octets are compared as they come"),
            new Unsupported("SecRuleInheritance", "rules stand in one context: use profiles"), new Unsupported("SecRuleScript", "rules start no programs"),
            new Unsupported("SecServerSignature", "set the header on the route"), new Unsupported("SecUnicodeCodePage", "use SecUnicodeMapFile"),
            new Unsupported("SecWebAppId", "routes have names, applications have none"),
            new Unsupported("SecXmlExternalEntity", "entities are never followed"));

    Map<String, DirectiveName> BY_NAME = byName();

    /** Ignores case. */
    static Optional<DirectiveName> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All, as they are written, sorted. */
    static List<String> names() {
        return BY_NAME.values().stream().map(DirectiveName::written).toList();
    }

    private static Map<String, DirectiveName> byName() {
        Map<String, DirectiveName> all = new TreeMap<>();
        Arrays.stream(Grammar.values()).map(Structured::new).forEach(name -> all.put(name.written().toLowerCase(Locale.ROOT), name));
        Arrays.stream(SettingName.values()).map(Set::new).forEach(name -> all.put(name.written().toLowerCase(Locale.ROOT), name));
        OTHERS.forEach(name -> all.put(name.written().toLowerCase(Locale.ROOT), name));
        return all;
    }
}
