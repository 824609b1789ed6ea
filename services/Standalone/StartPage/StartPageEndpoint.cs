using System.Net.Mime;

namespace CreditShare.Standalone.StartPage;

/// <summary>The page at <c>/</c>: what this is and where to go on.</summary>
internal static class StartPageEndpoint
{
    public static void Map(IEndpointRouteBuilder app, bool development) =>
        app.MapGet("/", () => Results.Content(Html(development), MediaTypeNames.Text.Html + "; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();

    private static string Html(bool development) => $$"""
        <!doctype html>
        <html lang="zh-CN">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>CreditShare 信用共享</title>
          <style>
            body { font: 16px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #1f2937; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            a { color: #1d4ed8; } code { background: #f3f4f6; padding: .1rem .3rem; }
            .en { color: #6b7280; }
          </style>
        </head>
        <body>
          <h1>CreditShare 信用共享</h1>
          <p>杭州都市圈六市之间共享法人和非法人组织的公共信用记录：各市信用机构报送记录，登记库依目录和法规逐条认定，
            用信机构在办事前查询联合奖惩措施，信用专委会审计谁报送、变更、查询了什么。交换日志任何人都不能悄悄改写。</p>
          <p class="en">Six cities share public credit records about organisations. Bureaus push records, the registry decides each by catalogue and law,
            agencies look up measures of joint reward and punishment, the committee audits an exchange log that nobody can rewrite unseen.</p>
          <h2>从这里开始 Where to go on</h2>
          <ul>
            <li><a href="/docs">接口文档 API documents</a>（<a href="/openapi/v1.json">OpenAPI</a>）</li>
            {{(development ? "<li><a href=\"/dev/tokens\">试用令牌 Ready tokens</a>（仅开发环境 Development only）</li>" : "")}}
            <li><a href="/health/ready">运行状态 Health</a></li>
          </ul>
          <h2>用户 Users</h2>
          <ul>
            <li>信用机构 bureau: <code>POST /v1/batches</code></li>
            <li>用信机构 agency: <code>GET /v1/subjects/{code}/punishments?purpose=…&amp;caseNumber=…</code>，<code>/report?…&amp;format=html</code></li>
            <li>信用主体的授权代表 a subject's representative: <code>GET /v1/subjects/{code}/own</code>, <code>/inquiries</code>, <code>POST …/objections</code>{{(development ? "（<a href=\"/dev/tokens/subjects/913301039M2L6DET36\">试用令牌 token</a>）" : "")}}</li>
            <li>信用专委会 committee: <code>GET /v1/log/entries</code></li>
          </ul>
        </body>
        </html>
        """;
}
