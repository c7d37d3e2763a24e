using System.Text.RegularExpressions;
using Lab.Model.Systems;
using Lab.Model.Values;

namespace Lab.Model.Reading;

/// <summary>Reads <c>systems</c>.</summary>
internal sealed partial class SystemReader(MistakeCollector mistakes, NameRegister names, NameRegister backupClasses)
{
    private static readonly ContainerImage NoImage = new("", "", "");

    private static readonly Dictionary<string, Placement> Placements = new()
    {
        ["vm"] = Placement.VirtualMachine,
        ["kubernetes"] = Placement.Kubernetes,
    };

    private static readonly Dictionary<string, Workload> Workloads = new()
    {
        ["analytics"] = Workload.Analytics,
        ["mixed"] = Workload.Mixed,
        ["oltp"] = Workload.Oltp,
        ["documents"] = Workload.Documents,
        ["cache"] = Workload.Cache,
        ["vectors"] = Workload.Vectors,
        ["embeddings"] = Workload.Embeddings,
        ["graph-analytics"] = Workload.GraphAnalytics,
    };

    private readonly NameRegister databases = new("database", mistakes);

    public IReadOnlyList<DatabaseSystem> Read(JsonObjectReader file) => file.List("systems", ReadSystem);

    private DatabaseSystem ReadSystem(JsonObjectReader json)
    {
        var name = json.Text("name", LabReader.NamePattern(), LabReader.NameForm);
        names.Define(name, json.PathOf("name"));
        var engine = json.Parsed("engine", text => EngineNames.All.Contains(text) ? text : null, JsonObjectReader.Listed(EngineNames.All), "");
        var version = json.Text("version", VersionPattern(), "a release line such as \"16\" or \"2.5\"");
        var image = json.Parsed("image", ContainerImage.Parse, ContainerImage.Form, NoImage);
        var gpuImage = json.Has("gpuImage") ? json.Parsed("gpuImage", ContainerImage.Parse, ContainerImage.Form, NoImage) : null;
        CheckTag(json.PathOf("image"), image, version);
        CheckTag(json.PathOf("gpuImage"), gpuImage ?? NoImage, version);
        var workload = json.Choice("workload", Workloads);
        CheckWorkload(json.PathOf("workload"), engine, workload);
        return new DatabaseSystem(
            name,
            engine,
            version,
            image,
            gpuImage,
            json.Text("purpose"),
            json.Choice("placement", Placements),
            json.Object("resources", ReadResources),
            workload,
            backupClasses.Refer(json.Text("backup"), json.PathOf("backup")),
            json.Has("databases") ? json.List("databases", ReadDatabase, least: 0) : []);
    }

    private static SystemResources ReadResources(JsonObjectReader json) => new(
        json.Integer("cores", 1, 1024),
        json.Parsed("memory", Size, ByteSize.Form),
        json.Parsed("storage", Size, ByteSize.Form));

    private Database ReadDatabase(JsonObjectReader json)
    {
        var name = json.Text("name", LabReader.NamePattern(), LabReader.NameForm);
        databases.Define(name, json.PathOf("name"));
        names.Define(name, json.PathOf("name"));
        return new Database(name, json.Text("purpose"));
    }

    private void CheckTag(string path, ContainerImage image, string version)
    {
        var tag = image.Tag.TrimStart('v');
        if (tag.Length > 0 && version.Length > 0 && tag != version && !tag.StartsWith(version + ".", StringComparison.Ordinal) && !tag.StartsWith(version + "-", StringComparison.Ordinal))
        {
            mistakes.Add(path, $"has the tag '{image.Tag}', which is not of version {version}", $"a tag that begins with {version}");
        }
    }

    private void CheckWorkload(string path, string engine, Workload workload)
    {
        var relational = workload is Workload.Analytics or Workload.Mixed or Workload.Oltp;
        if (engine == EngineNames.PostgreSql && !relational)
        {
            mistakes.Add(path, $"is no workload of {EngineNames.PostgreSql}", "\"analytics\", \"mixed\", \"oltp\"");
        }
    }

    private static ByteSize? Size(string text) => ByteSize.TryParse(text, out var size) ? size : null;

    [GeneratedRegex("^[0-9]+(\\.[0-9]+){0,2}$")]
    private static partial Regex VersionPattern();
}
