using System.Text.Json.Nodes;

namespace Lab.Engines.Npm;

/// <summary>
/// Copies a package set's definition with the package for this kind of machine as a required dependency. npm calls an installation a success
/// when an optional package could not be fetched.
/// </summary>
internal static class RequiredPlatform
{
    private const string Optional = "optionalDependencies";
    private const string Required = "dependencies";

    public static void Copy(NpmPackageSet packages, string folder)
    {
        var definition = Read(packages, NpmPackageSet.PackageFile);
        Require(definition, packages.Platform);
        Write(folder, NpmPackageSet.PackageFile, definition);

        var locked = Read(packages, NpmPackageSet.LockFile);
        var entries = locked["packages"]!.AsObject();
        Require(entries[""]!.AsObject(), packages.Platform);
        entries["node_modules/" + packages.Platform]!.AsObject().Remove("optional");
        Write(folder, NpmPackageSet.LockFile, locked);
    }

    private static void Require(JsonObject definition, string package)
    {
        var optional = definition[Optional]!.AsObject();
        var version = optional[package]!.GetValue<string>();
        optional.Remove(package);
        if (definition[Required] is not JsonObject required)
        {
            definition[Required] = required = [];
        }

        required[package] = version;
    }

    private static JsonObject Read(NpmPackageSet packages, string file) =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(packages.Definition, file)))!.AsObject();

    private static void Write(string folder, string file, JsonObject content) =>
        File.WriteAllText(Path.Combine(folder, file), content.ToJsonString());
}
