import { describe, expect, it } from 'vitest'
import { evaluateTemplate } from '../../src/render/go-template/evaluate.ts'
import { parseTemplate } from '../../src/render/go-template/parse-template.ts'

const root = {
  Name: 'shop-web-1',
  State: 'running',
  Health: '',
  ExitCode: 0,
  Publishers: [
    { URL: '0.0.0.0', PublishedPort: 80 },
    { URL: '::', PublishedPort: 81 },
  ],
}

function fill(template: string): string {
  return evaluateTemplate(parseTemplate(template), root)
}

describe('a Go template', () => {
  // The texts on the right are what docker compose 2.40.3 prints.
  it.each([
    ['{{.Name}}', 'shop-web-1'],
    ['{{- .Name -}} x', 'shop-web-1x'],
    ['{{/* nothing */}}a', 'a'],
    ['{{with .Name}}<{{.}}>{{end}}', '<shop-web-1>'],
    ['{{with .Health}}<{{.}}>{{else}}none{{end}}', 'none'],
    ['{{$x := .Name}}{{$x}}', 'shop-web-1'],
    ['{{if eq .State "exited"}}a{{else if eq .State "running" "paused"}}b{{else}}c{{end}}', 'b'],
    ['{{if and .Name (not .Health)}}yes{{end}}', 'yes'],
    ['{{range $i, $p := .Publishers}}{{$i}}={{.URL}}:{{$p.PublishedPort}} {{end}}', '0=0.0.0.0:80 1=:::81 '],
    ['{{range .Publishers}}{{if gt .PublishedPort 80}}{{.PublishedPort}}{{end}}{{end}}', '81'],
    ['{{.Publishers}}', '[{0.0.0.0 80} {:: 81}]'],
    ['{{index .Publishers 0}}', '{0.0.0.0 80}'],
    ['{{(index .Publishers 1).PublishedPort}}', '81'],
    ['{{json .Publishers}}', '[{"URL":"0.0.0.0","PublishedPort":80},{"URL":"::","PublishedPort":81}]'],
    ['{{split .Name "-"}}', '[shop web 1]'],
    ['{{join (split .Name "-") "/"}}', 'shop/web/1'],
    ['{{title .Name}} {{upper .Name}}', 'Shop-Web-1 SHOP-WEB-1'],
    ['{{.Name | upper | printf "%s!"}}', 'SHOP-WEB-1!'],
    [
      '{{printf "%q %v %d %5s|%-5s|" .Name .Name .ExitCode "ab" "cd"}}',
      '"shop-web-1" shop-web-1 0    ab|cd   |',
    ],
    ['{{pad .Name 2 3}}|', '  shop-web-1   |'],
    ['{{truncate .Name 4}}', 'shop'],
    ['{{slice .Name 0 4}} {{len .Name}}', 'shop 10'],
    ['{{or .Health "none"}} {{not .Health}}', 'none true'],
    ['{{println .Name}}', 'shop-web-1\n'],
    ['{{"}}"}}', '}}'],
  ])('fills in %s', (template, text) => {
    expect(fill(template)).toBe(text)
  })

  it.each([
    ['{{.Name', '"{{" without "}}"'],
    ['{{if .Name}}a', '{{if}} without {{end}}'],
    ['{{end}}', 'unexpected {{end}}'],
    ['{{nope .Name}}', 'there is no function "nope"'],
    ['{{.Name.Inner}}', 'there is no field "Inner"'],
    ['{{$y}}', 'undefined variable "$y"'],
    ['{{index .Publishers 5}}', 'index 5 is beyond the list'],
    ['{{.Name 1}}', '"shop-web-1" is not a function'],
    ['{{(.Name}}', '"(" without ")"'],
    ['{{}}', 'missing value for a command'],
  ])('refuses %s', (template, message) => {
    expect(() => fill(template)).toThrow(message)
  })
})
