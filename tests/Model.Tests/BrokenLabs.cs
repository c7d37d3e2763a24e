using System.Text.Json.Nodes;

namespace Lab.Model.Tests;

/// <summary>Every kind of mistake that lab.json can have.</summary>
internal static class BrokenLabs
{
    /// <param name="Name">The kind of mistake.</param>
    /// <param name="Change">Makes it.</param>
    /// <param name="Path">Where it is reported.</param>
    /// <param name="Message">What the report says, in part.</param>
    /// <param name="SchemaSees">Whether an editor with the JSON schema sees it too.</param>
    public sealed record Case(string Name, Action<JsonObject> Change, string Path, string Message, bool SchemaSees = true);

    public static IReadOnlyList<Case> All { get; } =
    [
        new("name missing", lab => lab.Remove("name"), "$.name", "is missing"),
        new("name empty", lab => lab["name"] = " ", "$.name", "is \" \""),
        new("property unknown", lab => lab["sytems"] = 1, "$.sytems", "is not known here; allowed: $schema, name, timeZone, systems"),
        new("nested property unknown", lab => lab.SystemAt(0)["imagge"] = "x", "$.systems[0].imagge", "is not known here; allowed: name, engine, version, image"),
        new("time zone unknown", lab => lab["timeZone"] = "Mars/Olympus", "$.timeZone", "allowed: an IANA time zone", SchemaSees: false),
        new("systems empty", lab => lab["systems"] = new JsonArray(), "$.systems", "is empty"),
        new("systems no list", lab => lab["systems"] = "none", "$.systems", "is the text \"none\"; allowed: a list"),
        new("system no object", lab => lab["systems"]![0] = 1, "$.systems[0]", "is the number 1; allowed: an object"),
        new("system name malformed", lab => lab.SystemAt(0)["name"] = "Proj_PG01", "$.systems[0].name", "lower-case letters"),
        new("system named twice", lab => lab.SystemAt(1)["name"] = "proj-pg01", "$.systems[1].name", "'proj-pg01' is already the name of $.systems[0]", SchemaSees: false),
        new("engine unknown", lab => lab.SystemAt(0)["engine"] = "oracle", "$.systems[0].engine", "is \"oracle\"; allowed: \"postgresql\", \"mongodb\""),
        new("engine null", lab => lab.SystemAt(0)["engine"] = null, "$.systems[0].engine", "is null"),
        new("version malformed", lab => lab.SystemAt(0)["version"] = "sixteen", "$.systems[0].version", "a release line"),
        new("image without registry", lab => lab.SystemAt(0)["image"] = "postgres:16.14", "$.systems[0].image", "an image with registry and tag"),
        new("image not pinned", lab => lab.SystemAt(0)["image"] = "docker.io/library/postgres:latest", "$.systems[0].image", "an image with registry and tag"),
        new("image of another version", lab => lab.SystemAt(0)["image"] = "docker.io/library/postgres:17.2", "$.systems[0].image", "the tag '17.2', which is not of version 16", SchemaSees: false),
        new("GPU image of another version", lab => lab.SystemAt(4)["gpuImage"] = "docker.io/milvusdb/milvus:v2.4.1-gpu", "$.systems[4].gpuImage", "not of version 2.5", SchemaSees: false),
        new("placement unknown", lab => lab.SystemAt(0)["placement"] = "moon", "$.systems[0].placement", "\"vm\", \"kubernetes\""),
        new("cores zero", lab => lab.SystemAt(0)["resources"]!["cores"] = 0, "$.systems[0].resources.cores", "a whole number from 1 to 1024"),
        new("cores broken", lab => lab.SystemAt(0)["resources"]!["cores"] = 2.5, "$.systems[0].resources.cores", "a whole number from 1 to 1024"),
        new("memory without unit", lab => lab.SystemAt(0)["resources"]!["memory"] = "48", "$.systems[0].resources.memory", "a size such as"),
        new("memory a number", lab => lab.SystemAt(0)["resources"]!["memory"] = 48, "$.systems[0].resources.memory", "is the number 48"),
        new("resources missing", lab => lab.SystemAt(0).Remove("resources"), "$.systems[0].resources", "is missing; allowed: an object"),
        new("workload unknown", lab => lab.SystemAt(0)["workload"] = "gaming", "$.systems[0].workload", "\"analytics\", \"mixed\""),
        new("workload of another engine", lab => lab.SystemAt(0)["workload"] = "cache", "$.systems[0].workload", "is no workload of postgresql; allowed: \"analytics\", \"mixed\", \"oltp\"", SchemaSees: false),
        new("backup class unknown", lab => lab.SystemAt(0)["backup"] = "gold", "$.systems[0].backup", "names the backup class 'gold', which is not declared; allowed: \"research-postgresql\"", SchemaSees: false),
        new("database named twice", lab => lab.SystemAt(1)["databases"]![0]!["name"] = "desi", "$.systems[1].databases[0].name", "'desi' is already the name of", SchemaSees: false),
        new("database named like a system", lab => lab.SystemAt(1)["databases"]![0]!["name"] = "chroma", "$.systems[5].name", "'chroma' is already the name of", SchemaSees: false),
        new("capacity malformed", lab => lab["backup"]!["site"]!["capacity"] = "much", "$.backup.site.capacity", "a size such as"),
        new("time of day malformed", lab => lab["backup"]!["schedule"]!["backup"] = "9am", "$.backup.schedule.backup", "a time of day such as \"09:00\""),
        new("verification before backup", lab => lab["backup"]!["schedule"]!["verification"] = "08:00", "$.backup.schedule.verification", "a time after 09:00", SchemaSees: false),
        new("prune before verification", lab => lab["backup"]!["schedule"]!["prune"] = "10:00", "$.backup.schedule.prune", "a time after 11:00", SchemaSees: false),
        new("class named twice", lab => Class(lab, 1)["name"] = "research-postgresql", "$.backup.classes[1].name", "is already the name of", SchemaSees: false),
        new("frequency unknown", lab => Class(lab, 0)["full"] = "hourly", "$.backup.classes[0].full", "\"daily\", \"weekly\", \"monthly\""),
        new("flag no flag", lab => Class(lab, 0)["consistencyCheck"] = "yes", "$.backup.classes[0].consistencyCheck", "true or false"),
        new("retention malformed", lab => Class(lab, 0)["onSite"]!["keep"] = "7", "$.backup.classes[0].onSite.keep", "a period such as"),
        new("storage class unknown", lab => Class(lab, 0)["offSite"]!["storageClass"] = "TAPE", "$.backup.classes[0].offSite.storageClass", "\"GLACIER\""),
        new("copies unknown", lab => Class(lab, 0)["offSite"]!["copies"] = new JsonArray("yearly"), "$.backup.classes[0].offSite.copies", "contains \"yearly\""),
        new("copies twice", lab => Class(lab, 0)["offSite"]!["copies"] = new JsonArray("weekly", "weekly"), "$.backup.classes[0].offSite.copies", "contains \"weekly\" twice"),
        new("objective of no fixed length", lab => Class(lab, 0)["objectives"]!["rpo"] = "1 month", "$.backup.classes[0].objectives.rpo", "a period in minutes, hours, days or weeks"),
        new("archive of an unknown class", lab => lab["backup"]!["archives"]![0]!["backup"] = "gold", "$.backup.archives[0].backup", "names the backup class 'gold'", SchemaSees: false),
        new("archive named like a system", lab => lab["backup"]!["archives"]![0]!["name"] = "neo4j", "$.backup.archives[0].name", "'neo4j' is already the name of $.systems[6]", SchemaSees: false),
        new("role named twice", lab => lab["roles"]![1]!["id"] = "dba", "$.roles[1].id", "'dba' is already the name of $.roles[0]", SchemaSees: false),
        new("role unknown", lab => Matrix(lab, 0)["astronomer"] = "I", "$.responsibilities[0].assignments.astronomer", "names the role 'astronomer', which is not declared", SchemaSees: false),
        new("responsibility unknown", lab => Matrix(lab, 0)["dba"] = "X", "$.responsibilities[0].assignments.dba", "allowed: \"A\", \"R\", \"C\", \"I\""),
        new("nobody may act", lab => Matrix(lab, 2)["dba"] = "C", "$.responsibilities[2].assignments", "lets nobody act", SchemaSees: false),
        new("two accountable", lab => Matrix(lab, 0)["infrastructure"] = "A", "$.responsibilities[0].assignments", "makes dba and infrastructure accountable", SchemaSees: false),
        new("framework unknown", lab => Control(lab, 0)["framework"] = "ISO", "$.compliance.controls[0].framework", "names the framework 'ISO'", SchemaSees: false),
        new("control listed twice", lab => Control(lab, 1)["number"] = "3.1", "$.compliance.controls[1].number", "'CIS-3.1' is already the name of", SchemaSees: false),
        new("control number malformed", lab => Control(lab, 0)["number"] = "three", "$.compliance.controls[0].number", "a number such as"),
        new("claim unknown", lab => Control(lab, 0)["claim"]!["status"] = "done", "$.compliance.controls[0].claim.status", "\"compliant\", \"partial\", \"planned\""),
        new("date malformed", lab => Control(lab, 0)["claim"]!["assessed"] = "4 July 2025", "$.compliance.controls[0].claim.assessed", "a date such as"),
    ];

    private static JsonObject Class(JsonObject lab, int index) => lab["backup"]!["classes"]![index]!.AsObject();

    private static JsonObject Matrix(JsonObject lab, int index) => lab["responsibilities"]![index]!["assignments"]!.AsObject();

    private static JsonObject Control(JsonObject lab, int index) => lab["compliance"]!["controls"]![index]!.AsObject();
}
