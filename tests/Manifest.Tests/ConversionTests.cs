namespace Lab.Manifest.Tests;

public sealed class ConversionTests
{
    private const string Secret = """ "type": "parameter.v0", "value": "{key.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } """;

    private const string Typed = """ "type": "parameter.v0", "value": "{key.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } """;

    [Fact]
    public void An_encoded_text_gives_its_place_to_the_parameter()
    {
        var converted = new Converted($$"""
            {
              "key": { {{Secret}} },
              "key-uri-encoded": { "type": "annotated.string", "value": "{key.value}", "filter": "uri" },
              "db": { "type": "value.v0", "connectionString": "db://user:{key-uri-encoded.value}@host" }
            }
            """);

        converted["db", "connectionString"].ShouldBe("db://user:{key.value}@host");
        converted.Has("key-uri-encoded").ShouldBeFalse();
        converted.Warnings.ShouldBeEmpty();
        converted.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_parameter_that_is_typed_in_and_goes_into_a_URI_is_warned_of()
    {
        var converted = new Converted($$"""
            { "key": { {{Typed}} }, "key-uri-encoded": { "type": "annotated.string", "value": "{key.value}", "filter": "uri" } }
            """);

        converted.Warnings.ShouldHaveSingleItem().ShouldContain("resources.key");
    }

    [Fact]
    public void Another_filter_than_uri_is_refused()
    {
        var converted = new Converted($$"""
            { "key": { {{Secret}} }, "key-x-encoded": { "type": "annotated.string", "value": "{key.value}", "filter": "x" } }
            """);

        converted.Errors.ShouldHaveSingleItem().ShouldBe("resources.key-x-encoded.filter: 'x' has no equivalent; allowed: uri.");
    }

    [Fact]
    public void A_condition_gives_its_place_to_the_branch_that_holds()
    {
        var converted = new Converted("""
            {
              "cache": { "type": "container.v0", "image": "i", "connectionString": "host:1{cond-cache-1.connectionString}" },
              "cond-cache-1": { "type": "value.v0", "connectionString": ",ssl=true" }
            }
            """);

        converted["cache", "connectionString"].ShouldBe("host:1,ssl=true");
        converted.Has("cond-cache-1").ShouldBeFalse();
    }

    [Fact]
    public void A_published_default_stays_the_value()
    {
        var converted = new Converted("""
            {
              "model": { "type": "parameter.v0", "value": "{model.inputs.value}", "inputs": { "value": { "type": "string", "default": { "value": "small" } } } },
              "app": { "type": "project.v0", "path": "a.csproj", "env": { "MODEL": "{model.value}" } }
            }
            """);

        converted["model", "type"].ShouldBe("value.v0");
        converted["model", "value"].ShouldBe("small");
        converted["app", "env", "MODEL"].ShouldBe("{model.value}");
    }

    [Theory]
    [InlineData("{db.bindings.bolt.url}", "bolt://{db.bindings.bolt.host}:{db.bindings.bolt.port}")]
    [InlineData("{db.bindings.bolt.scheme}://x", "bolt://x")]
    [InlineData("{db.bindings.web.url}", "http://{db.bindings.web.host}:{db.bindings.web.port}")]
    [InlineData("{db.bindings.https.url}", "{db.bindings.https.url}")]
    [InlineData("{db.bindings.bolt.targetPort}", "{db.bindings.bolt.targetPort}")]
    public void Addresses_are_spelt_out_with_their_scheme(string before, string after)
    {
        var converted = new Converted($$"""
            {
              "db": { "type": "container.v0", "image": "i", "bindings": { "bolt": { "scheme": "bolt" }, "web": { "scheme": "http" }, "https": { "scheme": "https" } } },
              "app": { "type": "project.v0", "path": "a.csproj", "env": { "A": "{{before}}" } }
            }
            """);

        converted["app", "env", "A"].ShouldBe(after);
    }

    [Fact]
    public void An_address_of_nothing_is_refused()
    {
        var converted = new Converted("""{ "app": { "type": "project.v0", "path": "a.csproj", "env": { "A": "{db.bindings.bolt.url}" } } }""");

        converted.Errors.ShouldHaveSingleItem().ShouldContain("there is no binding 'bolt' of resource 'db'");
    }

    [Fact]
    public void An_argument_with_a_placeholder_moves_into_the_environment()
    {
        var converted = new Converted($$"""
            {
              "key": { {{Secret}} },
              "app": { "type": "container.v0", "image": "i", "args": [ "serve", "--key={key.value}", "--url={app.bindings.http.targetPort}" ], "bindings": { "http": { "scheme": "http" } } }
            }
            """);

        converted["app", "args", 0].ShouldBe("serve");
        converted["app", "args", 1].ShouldBe("$(ConnectionStringArgument1)");
        converted["app", "args", 2].ShouldBe("$(Argument2)");
        converted["app", "env", "ConnectionStringArgument1"].ShouldBe("--key={key.value}");
        converted["app", "env", "Argument2"].ShouldBe("--url={app.bindings.http.targetPort}");
        converted.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--batch", "--batch")]
    [InlineData("max_connections=40", "max_connections=40")]
    [InlineData("10", "$(Argument0)")]
    [InlineData("true", "$(Argument0)")]
    [InlineData("a & b", "$(ConnectionStringArgument0)")]
    [InlineData("it's", "$(ConnectionStringArgument0)")]
    [InlineData("key: value", "$(ConnectionStringArgument0)")]
    public void An_argument_that_YAML_without_quotes_would_change_moves_too(string before, string after)
    {
        var converted = new Converted($$"""{ "app": { "type": "project.v0", "path": "a.csproj", "args": [ "{{before}}" ] } }""");

        converted["app", "args", 0].ShouldBe(after);
        if (after != before)
        {
            converted["app", "env", after[2..^1]].ShouldBe(before);
        }
    }

    [Fact]
    public void A_script_of_several_lines_goes_packed_to_a_shell()
    {
        var converted = new Converted("""{ "box": { "type": "container.v0", "image": "i", "entrypoint": "/bin/bash", "args": [ "-c", "echo 1\necho 2" ] } }""");

        converted["box", "args", 1].ShouldBe("$(ConnectionStringArgument1)");
        var packed = converted["box", "env", "ConnectionStringArgument1"].ShouldNotBeNull();
        packed.ShouldBe($"eval \"$(printf %s {Convert.ToBase64String("echo 1\necho 2"u8)} | base64 -d)\"");
    }

    [Fact]
    public void A_variable_of_a_ConfigMap_that_gets_escaped_is_named()
    {
        var converted = new Converted("""{ "app": { "type": "project.v0", "path": "a.csproj", "env": { "A": "x&y", "ConnectionStrings__a": "x&y" } } }""");

        converted.Warnings.ShouldHaveSingleItem().ShouldStartWith("resources.app.env.A: aspirate escapes its & as HTML");
    }

    [Fact]
    public void A_secret_that_lands_in_a_ConfigMap_is_named_also_behind_a_connection_string()
    {
        var converted = new Converted($$"""
            {
              "key": { {{Secret}} },
              "db": { "type": "container.v0", "image": "i", "connectionString": "Password={key.value}", "env": { "ROOT_PASSWORD": "{key.value}", "POSTGRES_PASSWORD": "{key.value}", "MODE": "fast" } },
              "app": { "type": "project.v0", "path": "a.csproj", "env": { "ConnectionStrings__db": "{db.connectionString}", "DB": "{db.connectionString};Timeout=1", "X": "1" } }
            }
            """);

        converted.Warnings.Count.ShouldBe(2);
        converted.Warnings[0].ShouldBe("resources.db.env.ROOT_PASSWORD: holds key and lands in ConfigMap 'db-env'; move it into Secret 'db-secrets' after generation.");
        converted.Warnings[1].ShouldStartWith("resources.app.env.DB: holds key");
    }

    [Fact]
    public void A_resource_with_nothing_but_secrets_gets_a_plain_variable_so_that_the_Secret_is_mounted()
    {
        var converted = new Converted($$"""
            { "key": { {{Secret}} }, "db": { "type": "container.v0", "image": "i", "env": { "POSTGRES_PASSWORD": "{key.value}" } } }
            """);

        converted["db", "env", "ASPIRE_RESOURCE"].ShouldBe("db");
    }

    [Theory]
    [InlineData(""" "type": "executable.v0" """, "'executable.v0' is not known to aspirate")]
    [InlineData(""" "error": "no" """, "there is none")]
    [InlineData(""" "type": "container.v0", "image": "i", "bindMounts": [ { "source": "a", "target": "/b" } ] """, "'a' on '/b' would not be mounted")]
    [InlineData(""" "type": "container.v1", "build": { "context": ".", "dockerfile": "Dockerfile", "stage": "x" } """, "build.stage")]
    [InlineData(""" "type": "container.v1", "build": { "context": ".", "dockerfile": "Dockerfile", "secrets": {} } """, "build.secrets")]
    [InlineData(""" "type": "container.v1", "build": { "context": ".", "dockerfile": "Dockerfile", "args": { "A": "{key.value}" } } """, "build.args.A")]
    [InlineData(""" "type": "container.v0", "image": "i", "args": [ "a\nb" ] """, "args[0]: has several lines")]
    [InlineData(""" "type": "container.v0", "image": "i", "env": { "A": "a\nb" } """, "env.A: has several lines")]
    [InlineData(""" "type": "project.v1", "path": "a.csproj", "deployment": { "type": "azure.bicep.v0" } """, "deployment")]
    public void What_would_be_lost_is_refused(string resource, string message)
    {
        var converted = new Converted($$"""{ "odd": { {{resource}} } }""");

        converted.Errors.ShouldHaveSingleItem().ShouldContain(message);
    }

    [Fact]
    public void Paths_follow_the_manifest_into_another_folder()
    {
        var converted = new Converted(
            """{ "app": { "type": "project.v0", "path": "src/App/App.csproj" }, "box": { "type": "container.v1", "build": { "context": ".", "dockerfile": "Dockerfile" } } }""",
            source: "/repository",
            target: "/repository/deploy/out");

        converted["app", "path"].ShouldBe("../../src/App/App.csproj");
        converted["box", "build", "context"].ShouldBe("../..");
        converted["box", "build", "dockerfile"].ShouldBe("../../Dockerfile");
    }

    [Fact]
    public void Applied_to_its_own_result_it_changes_nothing()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "expected-manifest.json"));
        var once = new Converted(System.Text.Json.Nodes.JsonNode.Parse(source)!["resources"]!.ToJsonString());
        var twice = new Converted(System.Text.Json.Nodes.JsonNode.Parse(once.Text)!["resources"]!.ToJsonString());

        once.Errors.ShouldBeEmpty();
        once.Text.ShouldNotContain("annotated.string");
        once.Text.ShouldNotContain("{cond-");
        twice.Text.ShouldBe(once.Text);
    }
}
