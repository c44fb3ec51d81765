package dev.postern.waf;

import dev.postern.body.Bounds;
import dev.postern.seclang.Setting;
import dev.postern.seclang.SettingName;
import dev.postern.seclang.Switch;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the settings of rule files; of each the last counts, media types add up. */
final class SettingsCompiler {

    private final Map<SettingName, Setting> last = new EnumMap<>(SettingName.class);
    private final Set<String> types = new LinkedHashSet<>(Settings.DEFAULT.responseTypes());
    void take(Setting setting) {
        last.put(setting.name(), setting);
        switch (setting.name()) {
            case RESPONSE_BODY_MIME_TYPES_CLEAR -> types.clear();
            case RESPONSE_BODY_MIME_TYPE -> setting.values().forEach(type -> types.add(Ascii.lower(type.value())));
            default -> { }
        }
    }

    Settings settings() {
        Settings usual = Settings.DEFAULT;
        return new Settings(engine(), turned(SettingName.REQUEST_BODY_ACCESS, usual.requestBodyAccess()), turned(SettingName.RESPONSE_BODY_ACCESS, usual.responseBodyAccess()),
                limit(SettingName.REQUEST_BODY_LIMIT), limit(SettingName.REQUEST_BODY_NO_FILES_LIMIT), over(SettingName.REQUEST_BODY_LIMIT_ACTION, usual.requestOver()),
                limit(SettingName.RESPONSE_BODY_LIMIT), over(SettingName.RESPONSE_BODY_LIMIT_ACTION, usual.responseOver()), types, bounds(),
                Duration.ofSeconds(number(SettingName.COLLECTION_TIMEOUT, usual.collectionTimeout().toSeconds())));
    }

    /** {@code SecUnicodeMapFile}: the last there is. */
    Optional<Setting> unicodeMap() {
        return Optional.ofNullable(last.get(SettingName.UNICODE_MAP_FILE));
    }

    private Settings.Engine engine() {
        return Optional.ofNullable(last.get(SettingName.RULE_ENGINE)).map(said -> new Settings.Engine(switch (said.text()) {
            case "On" -> EngineMode.ON;
            case "Off" -> EngineMode.OFF;
            default -> EngineMode.DETECTION_ONLY;
        }, said.at())).orElse(Settings.DEFAULT.engine());
    }

    private Bounds bounds() {
        Bounds usual = Bounds.DEFAULT;
        return new Bounds((int) number(SettingName.ARGUMENTS_LIMIT, usual.arguments()), (int) number(SettingName.REQUEST_BODY_JSON_DEPTH_LIMIT, usual.jsonDepth()), usual.xmlDepth(),
                usual.xmlNodes(), usual.parts(), (int) number(SettingName.UPLOAD_FILE_LIMIT, usual.files()));
    }

    private Switch turned(SettingName name, Switch usual) {
        return !last.containsKey(name) ? usual : last.get(name).isOn() ? Switch.ON : Switch.OFF;
    }

    private long number(SettingName name, long usual) {
        return last.containsKey(name) ? last.get(name).number() : usual;
    }

    private OptionalLong limit(SettingName name) {
        return last.containsKey(name) ? OptionalLong.of(last.get(name).number()) : OptionalLong.empty();
    }

    private Settings.Over over(SettingName name, Settings.Over usual) {
        return Optional.ofNullable(last.get(name)).map(said -> new Settings.Over(said.text().equals("Reject") ? Settings.OverLimit.REJECT : Settings.OverLimit.PROCESS_PARTIAL, said.at()))
                .orElse(usual);
    }
}
