using System.Text;
using System.Text.Json.Nodes;

namespace Lab.Model.Tests;

/// <summary>The repository's lab.json, to load as it is or with something changed.</summary>
internal static class LabJson
{
    public static string Text => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "lab.json"));

    public static JsonObject With(Action<JsonObject> change)
    {
        var lab = JsonNode.Parse(Text)!.AsObject();
        change(lab);
        return lab;
    }

    public static JsonObject SystemAt(this JsonObject lab, int index) => lab["systems"]![index]!.AsObject();

    public static IReadOnlyList<LabFileMistake> MistakesOf(JsonNode lab) =>
        Should.Throw<LabFileException>(() => LabFile.Parse(Encoding.UTF8.GetBytes(lab.ToJsonString(new() { WriteIndented = true })))).Mistakes;
}
